package org.lanmei.plan;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.Secret;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.parties.Officers;
import org.springframework.boot.test.context.TestComponent;

/**
 * Evidence of the Lao PDR on its own board, which others do not see yet. Clauses 4.3.5 (released to
 * the public) and 4.3.7 (not released) are its own.
 */
@TestComponent
public class HiddenEvidence implements Secret {

  private final Evidence evidence;
  private final BoardRelease release;
  private final Officers officers;

  HiddenEvidence(Evidence evidence, BoardRelease release, Officers officers) {
    this.evidence = evidence;
    this.release = release;
    this.officers = officers;
  }

  @Override
  public void prepare() {
    for (Party party : Party.values()) release.consent(officers.of(party), "4.3.5");
  }

  @Override
  public List<Address> hide() {
    var laos = officers.of(Party.LA);
    var hidden = new ArrayList<UUID>();
    hidden.add(record("4.3.5#1", NewEvidence.What.EVENT, null));
    hidden.add(record("4.3.5#3", NewEvidence.What.DECLARATION, null));
    hidden.add(
        record("4.3.7#2", NewEvidence.What.DOCUMENT, "A secret.".getBytes(StandardCharsets.UTF_8)));
    hidden.add(record("4.3.7#3", NewEvidence.What.EVENT, null));
    evidence.contest(laos, hidden.get(0), Lang.EN, "A secret doubt.");
    evidence.withdraw(laos, hidden.get(3), Lang.EN, "A secret mistake.");
    return hidden.stream()
        .map(id -> new Address(".*/evidence/.*", "id", id.toString(), UUID.randomUUID().toString()))
        .toList();
  }

  private UUID record(String subject, NewEvidence.What what, byte @Nullable [] file) {
    return evidence.record(
        officers.of(Party.LA),
        new NewEvidence(
            List.of(subject),
            what,
            false,
            LocalDate.of(2026, 10, 5),
            null,
            "A secret record",
            Lang.EN,
            "A secret statement.",
            null,
            null,
            false,
            null,
            null,
            false),
        file == null ? null : new Evidence.Upload("secret.txt", new ByteArrayInputStream(file)));
  }
}
