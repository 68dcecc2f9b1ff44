// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../../src/interfaces/ICases.sol";
import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { ISessions } from "../../src/interfaces/ISessions.sol";
import { ISettlement } from "../../src/interfaces/ISettlement.sol";

/// @notice The model names errors, the contracts answer selectors.
abstract contract ErrorNames {
    mapping(string name => bytes4) private _selectors;

    constructor() {
        _nameOfNodes();
        _nameOfCases();
        _nameOfEscrow();
        _nameOfSettlement();
    }

    /// @return selector Zero where there is no error, hence no name; all ones for an unknown one.
    function _selectorOf(string memory name) internal view returns (bytes4 selector) {
        if (bytes(name).length == 0) return 0;
        selector = _selectors[name];
        if (selector == 0) return 0xffffffff;
    }

    function _nameOfNodes() private {
        _selectors["ZeroAddress"] = INodeRegistry.ZeroAddress.selector;
        _selectors["ZeroAmount"] = INodeRegistry.ZeroAmount.selector;
        _selectors["NotOwner"] = INodeRegistry.NotOwner.selector;
        _selectors["NotGuardian"] = INodeRegistry.NotGuardian.selector;
        _selectors["NotOperator"] = INodeRegistry.NotOperator.selector;
        _selectors["NotPendingOperator"] = INodeRegistry.NotPendingOperator.selector;
        _selectors["NodeUnknown"] = INodeRegistry.NodeUnknown.selector;
        _selectors["OperatorMismatch"] = INodeRegistry.OperatorMismatch.selector;
        _selectors["StakeTooLow"] = INodeRegistry.StakeTooLow.selector;
        _selectors["UnbondingTooLow"] = INodeRegistry.UnbondingTooLow.selector;
        _selectors["NothingUnbonding"] = INodeRegistry.NothingUnbonding.selector;
        _selectors["StakeLocked"] = INodeRegistry.StakeLocked.selector;
        _selectors["PolicyUnknown"] = INodeRegistry.PolicyUnknown.selector;
        _selectors["PolicyNotActive"] = INodeRegistry.PolicyNotActive.selector;
        _selectors["PolicyClosed"] = INodeRegistry.PolicyClosed.selector;
        _selectors["SuspensionTooSoon"] = INodeRegistry.SuspensionTooSoon.selector;
        _selectors["LifetimeOutOfBounds"] = INodeRegistry.LifetimeOutOfBounds.selector;
        _selectors["FeeTooHigh"] = INodeRegistry.FeeTooHigh.selector;
        _selectors["BucketZero"] = INodeRegistry.BucketZero.selector;
        _selectors["TeeMaskInvalid"] = INodeRegistry.TeeMaskInvalid.selector;
        _selectors["DigestZero"] = INodeRegistry.DigestZero.selector;
        _selectors["AttestorNotNew"] = INodeRegistry.AttestorNotNew.selector;
        _selectors["AttestorLimitReached"] = INodeRegistry.AttestorLimitReached.selector;
        _selectors["AttestorUnknown"] = INodeRegistry.AttestorUnknown.selector;
        _selectors["AttestorsBelowThreshold"] = INodeRegistry.AttestorsBelowThreshold.selector;
        _selectors["ThresholdOutOfBounds"] = INodeRegistry.ThresholdOutOfBounds.selector;
        _selectors["VerdictNotNewer"] = INodeRegistry.VerdictNotNewer.selector;
        _selectors["VerdictFromTheFuture"] = INodeRegistry.VerdictFromTheFuture.selector;
        _selectors["VerdictValidityInvalid"] = INodeRegistry.VerdictValidityInvalid.selector;
        _selectors["VerdictTooLong"] = INodeRegistry.VerdictTooLong.selector;
        _selectors["TeeNotAccepted"] = INodeRegistry.TeeNotAccepted.selector;
        _selectors["TcbStatusUnknown"] = INodeRegistry.TcbStatusUnknown.selector;
        _selectors["SignerReplaced"] = INodeRegistry.SignerReplaced.selector;
        _selectors["NotAttestor"] = INodeRegistry.NotAttestor.selector;
        _selectors["AttestorsNotAscending"] = INodeRegistry.AttestorsNotAscending.selector;
        _selectors["TooFewSignatures"] = INodeRegistry.TooFewSignatures.selector;
    }

    function _nameOfCases() private {
        _selectors["CauseUnknown"] = ICases.CauseUnknown.selector;
        _selectors["CondemnationExpired"] = ICases.CondemnationExpired.selector;
        _selectors["CondemnationTooLong"] = ICases.CondemnationTooLong.selector;
        _selectors["FaultAfterKeyEnd"] = ICases.FaultAfterKeyEnd.selector;
        _selectors["KeyUnknown"] = ICases.KeyUnknown.selector;
        _selectors["CaseExists"] = ICases.CaseExists.selector;
        _selectors["CaseNotOpen"] = ICases.CaseNotOpen.selector;
        _selectors["CaseNotDue"] = ICases.CaseNotDue.selector;
        _selectors["VetoTooLate"] = ICases.VetoTooLate.selector;
        _selectors["CaseProven"] = ICases.CaseProven.selector;
        _selectors["NodeAccused"] = ICases.NodeAccused.selector;
        _selectors["ReceiptOfAnotherJob"] = ICases.ReceiptOfAnotherJob.selector;
        _selectors["ReceiptNotInBatch"] = ICases.ReceiptNotInBatch.selector;
        _selectors["ReceiptsEqual"] = ICases.ReceiptsEqual.selector;
        _selectors["ReceiptSignerMismatch"] = ICases.ReceiptSignerMismatch.selector;
        _selectors["NothingOwed"] = ICases.NothingOwed.selector;
    }

    function _nameOfEscrow() private {
        _selectors["EscrowZeroAddress"] = IJobEscrow.EscrowZeroAddress.selector;
        _selectors["EscrowZeroAmount"] = IJobEscrow.EscrowZeroAmount.selector;
        _selectors["FreeBalanceTooLow"] = IJobEscrow.FreeBalanceTooLow.selector;
        _selectors["NotClient"] = IJobEscrow.NotClient.selector;
        _selectors["NotNodeOperator"] = IJobEscrow.NotNodeOperator.selector;
        _selectors["NonceMismatch"] = IJobEscrow.NonceMismatch.selector;
        _selectors["OrderNonceTooLow"] = IJobEscrow.OrderNonceTooLow.selector;
        _selectors["OrderUsed"] = IJobEscrow.OrderUsed.selector;
        _selectors["OrderWordTooLow"] = IJobEscrow.OrderWordTooLow.selector;
        _selectors["ClientSignatureInvalid"] = IJobEscrow.ClientSignatureInvalid.selector;
        _selectors["DeadlinePassed"] = IJobEscrow.DeadlinePassed.selector;
        _selectors["DeadlineBeyondAdmission"] = IJobEscrow.DeadlineBeyondAdmission.selector;
        _selectors["SignerNotCurrent"] = IJobEscrow.SignerNotCurrent.selector;
        _selectors["JobNotOpen"] = IJobEscrow.JobNotOpen.selector;
        _selectors["DeadlineNotPassed"] = IJobEscrow.DeadlineNotPassed.selector;
        _selectors["EmptyBatch"] = IJobEscrow.EmptyBatch.selector;
    }

    function _nameOfSettlement() private {
        _selectors["SessionPolicyMismatch"] = ISessions.SessionPolicyMismatch.selector;
        _selectors["NodeNotAdmitted"] = ISessions.NodeNotAdmitted.selector;
        _selectors["NoticeTooLong"] = ISessions.NoticeTooLong.selector;
        _selectors["SessionNotOpen"] = ISessions.SessionNotOpen.selector;
        _selectors["SessionClosed"] = ISessions.SessionClosed.selector;
        _selectors["SessionNotClosed"] = ISessions.SessionNotClosed.selector;
        _selectors["SessionEndsSooner"] = ISessions.SessionEndsSooner.selector;
        _selectors["SignerNotOfSession"] = ISessions.SignerNotOfSession.selector;
        _selectors["SignerExpired"] = ISessions.SignerExpired.selector;
        _selectors["ReceiptOfAnotherNode"] = ISettlement.ReceiptOfAnotherNode.selector;
        _selectors["ReceiptOfAnotherSigner"] = ISettlement.ReceiptOfAnotherSigner.selector;
        _selectors["SignerCondemned"] = ISettlement.SignerCondemned.selector;
        _selectors["EnclaveSignatureInvalid"] = ISettlement.EnclaveSignatureInvalid.selector;
        _selectors["NothingToClaim"] = ISettlement.NothingToClaim.selector;
        _selectors["NoFeesToClaim"] = ISettlement.NoFeesToClaim.selector;
    }
}
