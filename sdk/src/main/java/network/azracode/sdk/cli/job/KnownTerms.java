// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import network.azracode.sdk.cli.Home;
import network.azracode.sdk.client.ServiceReads;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;

/** A job's terms by its id: remembered, or told by the service; the id is their digest. */
record KnownTerms(Home home, Deployment deployment, ServiceHttp service) {

  /**
   * @throws AzraException {@code job.terms} if the service tells other terms; {@code job.unknown}
   */
  JobTerms of(JobId id) {
    JobTerms terms;
    try {
      terms = new JobStore(home, deployment).order(id).terms();
    } catch (AzraException notRemembered) {
      terms = new ServiceReads(service).terms(id);
    }
    JobId found = terms.id(deployment.settlementDomain());
    if (!found.equals(id)) {
      throw new AzraException(
          "job.terms", "expected the terms of job %s, found those of %s".formatted(id, found));
    }
    return terms;
  }
}
