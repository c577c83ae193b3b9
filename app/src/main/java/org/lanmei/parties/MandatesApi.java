package org.lanmei.parties;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.parties.accounts.MandateForm;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who speaks for which party. */
@RestController
@RequestMapping("/api/v1/mandates")
@Tag(name = "mandates", description = "Who speaks for which party, in what capacity")
class MandatesApi {

  private final Mandates mandates;

  MandatesApi(Mandates mandates) {
    this.mandates = mandates;
  }

  @GetMapping
  @Operation(
      summary = "The mandates of a party, or of all six",
      description = "Also those that have ended or not begun. For everybody who is signed in.")
  List<Mandate> list(Caller caller, @RequestParam(required = false) @Nullable Party party) {
    return mandates.list(caller, party);
  }

  record Granted(MandateId id) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Grant a mandate of the caller’s own party",
      description = "For a grantor of the party. It is an act: recorded with its digest.")
  Granted grant(Caller caller, @RequestBody MandateForm wanted) {
    return new Granted(mandates.grant(caller, wanted));
  }

  @PostMapping("/{id}/end")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "End a mandate of the caller’s own party, at once",
      description = "For a grantor of the party. It is an act: recorded with its digest.")
  void end(Caller caller, @PathVariable UUID id) {
    mandates.end(caller, new MandateId(id));
  }
}
