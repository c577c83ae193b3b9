package org.lanmei.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;

/** When a mandate is in force, as a table. */
class MandateRuleTests {

  @ParameterizedTest(name = "{0} {1}–{2} at {3}: {4}")
  @CsvSource({
    // A day begins and ends in the party's capital.
    "LA, 2026-01-01, 2026-12-31, 2025-12-31T16:59:59Z, false",
    "LA, 2026-01-01, 2026-12-31, 2025-12-31T17:00:00Z, true",
    "LA, 2026-01-01, 2026-12-31, 2026-12-31T16:59:59Z, true",
    "LA, 2026-01-01, 2026-12-31, 2026-12-31T17:00:00Z, false",
    "CN, 2026-01-01, 2026-12-31, 2025-12-31T16:00:00Z, true",
    "CN, 2026-01-01, 2026-12-31, 2026-12-31T16:00:00Z, false",
    "MM, 2026-01-01, 2026-12-31, 2025-12-31T17:29:59Z, false",
    "MM, 2026-01-01, 2026-12-31, 2025-12-31T17:30:00Z, true",
    // Without a last day it goes on.
    "VN, 2026-01-01, , 2025-12-31T16:59:59Z, false",
    "VN, 2026-01-01, , 2099-01-01T00:00:00Z, true",
    // A mandate of one day.
    "TH, 2026-11-24, 2026-11-24, 2026-11-24T05:00:00Z, true",
    "TH, 2026-11-24, 2026-11-24, 2026-11-25T05:00:00Z, false",
  })
  void holds_from_the_first_day_to_the_last(
      Party party, LocalDate first, LocalDate last, Instant at, boolean inForce) {
    assertThat(mandate(party, first, last, null).inForce(at)).isEqualTo(inForce);
  }

  @Test
  void ends_with_the_moment_of_its_end() {
    var end = Instant.parse("2026-06-01T03:00:00Z");
    var mandate = mandate(Party.KH, LocalDate.of(2026, 1, 1), null, end);
    assertThat(mandate.inForce(end.minusMillis(1))).isTrue();
    assertThat(mandate.inForce(end)).isFalse();
  }

  private static Mandate mandate(Party party, LocalDate first, LocalDate last, Instant ended) {
    return new Mandate(
        new MandateId(UUID.randomUUID()),
        UUID.randomUUID(),
        "Somebody",
        party,
        Capacity.SECRETARIAT,
        "",
        first,
        last,
        "note 1",
        null,
        "A grantor",
        null,
        new ActId(UUID.randomUUID()),
        Instant.EPOCH,
        ended,
        ended == null ? null : "A grantor");
  }
}
