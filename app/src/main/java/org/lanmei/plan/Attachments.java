package org.lanmei.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.lanmei.files.Files;
import org.lanmei.kernel.Caller;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Hands over the file that was recorded with a piece of evidence. */
@Component
class Attachments {

  private final Evidence evidence;
  private final Files files;

  Attachments(Evidence evidence, Files files) {
    this.evidence = evidence;
    this.files = files;
  }

  /**
   * @throws PlanProblem.UnknownEvidence when there is no such evidence for the caller, or no file
   */
  void send(Caller caller, UUID id, HttpServletResponse response) throws IOException {
    var attachment =
        evidence.attachment(caller, id).orElseThrow(() -> new PlanProblem.UnknownEvidence(id));
    var file = files.find(attachment.file()).orElseThrow(() -> new PlanProblem.UnknownEvidence(id));
    response.setContentType(file.mediaType());
    response.setContentLengthLong(file.size());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(attachment.name(), StandardCharsets.UTF_8)
            .build()
            .toString());
    files.copyTo(file, response.getOutputStream());
  }
}
