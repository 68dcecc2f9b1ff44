// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import jakarta.servlet.http.HttpServletRequest;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Every refusal as problem+json with a stable {@code code}. No byte of a request body is repeated
 * in one, and nothing of an unexpected failure but its kind.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** What is counted here is counted by blocks or by open streams: both take a while. */
  private static final String RETRY_AFTER_SECONDS = "60";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(AzraException refusal) {
    HttpStatus status = ProblemStatus.of(refusal.code());
    var answer = ProblemAnswer.of(status, refusal.code(), refusal.getMessage());
    return status == HttpStatus.TOO_MANY_REQUESTS
        ? ResponseEntity.status(status)
            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
            .body(answer.getBody())
        : answer;
  }

  @ExceptionHandler({TransientDataAccessException.class, DataAccessResourceFailureException.class})
  ResponseEntity<ProblemDetail> databaseUnavailable(Exception failure) {
    LOG.warn("database unavailable: {}", failure.getClass().getSimpleName());
    return ProblemAnswer.of(
        HttpStatus.SERVICE_UNAVAILABLE, "service.unavailable", "try again shortly");
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unexpected(Exception failure, HttpServletRequest request) {
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    return ProblemAnswer.of(
        HttpStatus.INTERNAL_SERVER_ERROR, "service.failed", "unexpected failure");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (unreadable.getMostSpecificCause() instanceof BodyTooLarge tooLarge) {
      return widen(refused(tooLarge));
    }
    return widen(
        ProblemAnswer.of(
            HttpStatus.BAD_REQUEST, "request.malformed", JsonComplaint.about(unreadable)));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException mismatch,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String name =
        mismatch instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : "parameter";
    String expected =
        mismatch.getMostSpecificCause() instanceof AzraException refusal
            ? String.valueOf(refusal.getMessage())
            : "expected " + kindOf(mismatch.getRequiredType());
    String field = name + ": ";
    // a value type names its field itself, which often is the parameter's name
    String detail = expected.startsWith(field) ? expected : field + expected;
    return widen(ProblemAnswer.of(HttpStatus.BAD_REQUEST, "request.parameter", detail));
  }

  /** What Spring itself refuses: unknown paths, methods, media types, versions, parameters. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        failure instanceof ErrorResponse refusal ? refusal.getBody().getDetail() : "refused";
    ResponseEntity<ProblemDetail> answer = ProblemAnswer.of(status, codeOf(status), detail);
    return ResponseEntity.status(status).headers(headers).body(answer.getBody());
  }

  private static String codeOf(HttpStatusCode status) {
    return switch (status.value()) {
      case 404 -> "request.path";
      case 405 -> "request.method";
      case 406 -> "request.accept";
      case 413 -> "request.too-large";
      case 415 -> "request.media-type";
      default -> status.is4xxClientError() ? "request.refused" : "service.failed";
    };
  }

  private static String kindOf(@Nullable Class<?> type) {
    if (type == null) {
      return "another type";
    }
    return Number.class.isAssignableFrom(type) || type.isPrimitive()
        ? "a number"
        : "a " + type.getSimpleName();
  }

  private static ResponseEntity<Object> widen(ResponseEntity<ProblemDetail> answer) {
    return new ResponseEntity<>(answer.getBody(), answer.getHeaders(), answer.getStatusCode());
  }
}
