package org.lanmei.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.lanmei.kernel.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/**
 * Turns whatever stopped a request into a problem in the reader's language, as JSON or as a page.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  private final ProblemResponses responses;

  ProblemAdvice(ProblemResponses responses) {
    this.responses = responses;
  }

  @ExceptionHandler
  ResponseEntity<?> refused(Problem problem, HttpServletRequest request) {
    return responses.of(problem, request);
  }

  @ExceptionHandler(NoResourceFoundException.class)
  ResponseEntity<?> notFound(HttpServletRequest request) {
    return responses.of(404, "site.not-found", List.of(request.getRequestURI()), request);
  }

  @ExceptionHandler
  ResponseEntity<?> method(HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
    return responses.of(405, "site.method", List.of(e.getMethod()), request);
  }

  @ExceptionHandler
  ResponseEntity<?> missing(MissingServletRequestParameterException e, HttpServletRequest request) {
    return responses.of(400, "site.missing", List.of(e.getParameterName()), request);
  }

  @ExceptionHandler
  ResponseEntity<?> missing(MissingServletRequestPartException e, HttpServletRequest request) {
    return responses.of(400, "site.missing", List.of(e.getRequestPartName()), request);
  }

  @ExceptionHandler
  ResponseEntity<?> mistyped(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
    return responses.of(
        400, "site.mistyped", List.of(e.getName(), String.valueOf(e.getValue())), request);
  }

  @ExceptionHandler(MaxUploadSizeExceededException.class)
  ResponseEntity<?> tooLarge(HttpServletRequest request) {
    return responses.of(413, "site.too-large", List.of(), request);
  }

  @ExceptionHandler(HttpMessageNotReadableException.class)
  ResponseEntity<?> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
    return e.getCause() instanceof JacksonException cause
        ? responses.of(400, "site.unreadable", List.of(place(cause)), request)
        : responses.of(400, "site.missing", List.of("body"), request);
  }

  /** Field, line and column: the reason in words would be the library's, in English. */
  private static String place(JacksonException e) {
    String path =
        e.getPath().stream()
            .map(r -> r.getPropertyName() == null ? "[" + r.getIndex() + "]" : r.getPropertyName())
            .collect(Collectors.joining("."));
    var location = e.getLocation();
    if (location == null || location.getLineNr() < 1) return path;
    String lineAndColumn = location.getLineNr() + ":" + location.getColumnNr();
    return path.isEmpty() ? lineAndColumn : path + " (" + lineAndColumn + ")";
  }

  @ExceptionHandler
  ResponseEntity<?> mediaType(HttpMediaTypeNotSupportedException e, HttpServletRequest request) {
    return responses.of(
        415, "site.media-type", List.of(String.valueOf(e.getContentType())), request);
  }

  @ExceptionHandler(HttpMediaTypeNotAcceptableException.class)
  ResponseEntity<?> notAcceptable(HttpServletRequest request) {
    return responses.of(406, "site.not-acceptable", List.of(), request);
  }

  /** The reader went away; nobody is left to answer. */
  @ExceptionHandler(AsyncRequestNotUsableException.class)
  void gone() {}

  @ExceptionHandler
  ResponseEntity<?> bug(Exception e, HttpServletRequest request) {
    if (e instanceof org.springframework.security.access.AccessDeniedException
        || e instanceof org.springframework.security.core.AuthenticationException) {
      throw (RuntimeException) e;
    }
    if (e instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
      int status = response.getStatusCode().value();
      return responses.of(status, "site.refused", List.of(status), request);
    }
    String reference = UUID.randomUUID().toString().substring(0, 8);
    log.error(
        "{} {} failed, reference {}", request.getMethod(), request.getRequestURI(), reference, e);
    return responses.of(500, "site.failed", List.of(reference), request);
  }
}
