package org.lanmei.site;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Errors that never reached a handler: a malformed address, a refused header. */
@Controller
class ContainerErrors implements ErrorController {

  private final ProblemResponses responses;

  ContainerErrors(ProblemResponses responses) {
    this.responses = responses;
  }

  @RequestMapping("/error")
  ResponseEntity<?> error(HttpServletRequest request) {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    if (status == 404) return responses.of(404, "site.not-found", List.of("/"), request);
    return responses.of(
        status, status >= 500 ? "site.failed" : "site.refused", List.of(status), request);
  }
}
