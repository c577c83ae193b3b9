package org.lanmei.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lanmei.MovableClock;
import org.lanmei.PlanTest;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.lanmei.parties.Acts;
import org.lanmei.parties.Officers;
import org.lanmei.parties.People;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Nobody gives away, or looks into, what belongs to another party. */
@PlanTest
class OwnershipTests {

  private static final SeriesKey OF_LAOS = new SeriesKey("own-la", "water-level");
  private static final SeriesKey OF_CHINA = new SeriesKey("own-cn", "water-level");

  private final Map<SeriesKey, Party> owners = new HashMap<>();
  private final Holdings holdings =
      new Holdings() {
        @Override
        public Optional<Holding> find(SeriesKey series) {
          var name = LocalizedText.of(Lang.EN, "name");
          return Optional.ofNullable(owners.get(series))
              .map(owner -> new Holding(owner, name, name, "m"));
        }

        @Override
        public void values(SeriesKey series, Instant from, Instant to, Consumer<Held> each) {
          each.accept(new Held(from.plusSeconds(86_400 * 9L), from.plusSeconds(86_400 * 9L), 1));
        }
      };
  private final ObjectProvider<Holdings> provider =
      new ObjectProvider<>() {
        @Override
        public Stream<Holdings> stream() {
          return Stream.of(holdings);
        }
      };

  private final Officers officers;
  private final CompiledReleases releases;
  private final Agreements agreements;
  private final Rehearsals rehearsals;

  @Autowired
  OwnershipTests(
      Officers officers,
      AgreementStore store,
      Acts acts,
      People people,
      Log log,
      TransactionTemplate transaction,
      MovableClock clock,
      JsonMapper json,
      JdbcClient db,
      ApplicationEventPublisher events,
      ArrivalStore arrivals) {
    this.officers = officers;
    releases = new CompiledReleases(db, store, log, events, provider, clock);
    agreements =
        new Agreements(store, releases, acts, people, log, transaction, clock, json, provider);
    rehearsals = new Rehearsals(agreements, provider, arrivals, log, clock);
  }

  @Test
  void a_text_over_another_partys_series_is_not_taken() {
    owners.put(OF_LAOS, Party.LA);
    assertThatThrownBy(
            () ->
                agreements.begin(
                    officers.of(Party.CN), "grab", SomeTerms.floodSeason("TH", "own-la")))
        .isInstanceOfSatisfying(
            SharingProblem.BadFields.class,
            e -> assertThat(e.fields().getFirst().field()).isEqualTo("lines.0.stations"));
  }

  @Test
  void a_series_that_another_party_registers_later_is_not_released_and_not_rehearsed() {
    var china = officers.of(Party.CN);
    var form = SomeTerms.floodSeason("TH", "own-la", "own-cn");
    String id = agreements.begin(china, "early-grab", form);
    agreements.table(china, id);
    agreements.adopt(china, id, 1);
    agreements.adopt(officers.of(Party.TH), id, 1);
    owners.put(OF_LAOS, Party.LA);
    owners.put(OF_CHINA, Party.CN);
    assertThat(releases.grants())
        .filteredOn(g -> g.agreement().equals(id))
        .isNotEmpty()
        .allSatisfy(g -> assertThat(g.series()).isEqualTo(OF_CHINA))
        .allSatisfy(g -> assertThat(g.provider()).isEqualTo(Party.CN));
    var rehearsal = rehearsals.run(rehearsals.of(china, id, null), 2025);
    assertThat(rehearsal.unknown()).containsExactly(OF_LAOS);
    assertThat(rehearsal.rows()).extracting(Rehearsal.Row::series).containsOnly(OF_CHINA);
  }

  @Test
  void single_values_of_a_rehearsal_are_the_providers_alone() {
    owners.put(OF_CHINA, Party.CN);
    var china = officers.of(Party.CN);
    String id = agreements.begin(china, "eyes", SomeTerms.floodSeason("TH", "own-cn"));
    assertThatThrownBy(() -> rehearsals.of(officers.of(Party.TH), id, null))
        .as("a draft is its provider’s")
        .isInstanceOf(SharingProblem.UnknownAgreement.class);
    agreements.table(china, id);
    var thai = rehearsals.of(officers.of(Party.TH), id, null);
    assertThat(thai.receiver()).isEqualTo("TH");
    assertThat(rehearsals.run(thai, 2025).rows()).isNotEmpty();
    assertThatThrownBy(() -> rehearsals.values(thai, 2025, OF_CHINA))
        .isInstanceOf(SharingProblem.ProviderOnly.class);
    assertThat(rehearsals.values(rehearsals.of(china, id, 1), 2025, OF_CHINA)).isNotEmpty();
    assertThatThrownBy(() -> rehearsals.of(officers.of(Party.VN), id, 1))
        .isInstanceOf(SharingProblem.UnknownAgreement.class);
  }
}
