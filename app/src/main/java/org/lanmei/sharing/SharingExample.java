package org.lanmei.sharing;

import static org.lanmei.sharing.ExampleDeliveries.JINGHONG;
import static org.lanmei.sharing.ExampleDeliveries.MANAN;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.lanmei.log.Log;
import org.lanmei.parties.Acts;
import org.lanmei.parties.ExampleData;
import org.lanmei.parties.ExamplePeople;
import org.lanmei.sharing.TermsForm.LineForm;
import org.lanmei.sharing.TermsForm.WindowForm;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sharing part of the worked example: the two agreements with China as far as their terms are
 * public (what is not known says so), a third that waits for adoption, and what the season's
 * scoreboard needs besides receipts. All marked as example.
 */
@Component
@Order(10)
class SharingExample implements ExampleData {

  private static final String FLOOD_SEASON = "cn-flood-season";

  private final AgreementStore store;
  private final Agreements agreements;
  private final NoticeStore notices;
  private final HeartbeatStore heartbeats;
  private final Acts acts;
  private final Log log;
  private final TransactionTemplate transaction;
  private final Clock clock;

  SharingExample(
      AgreementStore store,
      Agreements agreements,
      NoticeStore notices,
      HeartbeatStore heartbeats,
      Acts acts,
      Log log,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.agreements = agreements;
    this.notices = notices;
    this.heartbeats = heartbeats;
    this.acts = acts;
    this.log = log;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public boolean holdsRealData() {
    return store.holdsReal();
  }

  @Override
  public void create(ExamplePeople people) {
    Caller china = people.of(Party.CN, Capacity.SECRETARIAT);
    if (!store.exists(FLOOD_SEASON)) floodSeason(china, people);
    if (!store.exists("cn-year-round")) yearRound(china, people);
    if (!store.exists("la-mainstream")) tabled(people);
  }

  /** Its windows, stations and season are public; its date and number are not known here. */
  private void floodSeason(Caller china, ExamplePeople people) {
    int year = ExampleDeliveries.season(clock);
    var line =
        new LineForm(
            List.of(JINGHONG, MANAN),
            List.of("water-level"),
            "06-01",
            "10-31",
            ExampleDeliveries.ZONE.getId(),
            "",
            List.of(
                new WindowForm("09:00", "-1", "21:00", "0", "08:00"),
                new WindowForm("21:00", "0", "09:00", "0", "20:00")),
            "",
            "none",
            "");
    var terms =
        form(
            Map.of(
                "en", "Flood season data of the Lancang for the Mekong River Commission",
                "zh", "向湄公河委员会提供澜沧江汛期水文资料"),
            List.of("MRC"),
            line,
            "Flood forecasting on the Mekong",
            LocalDate.of(year - 1, 5, 31),
            LocalDate.of(year - 1, 6, 1));
    String id = agreements.begin(china, "flood-season", terms);
    agreements.table(china, id);
    agreements.adopt(china, id, 1);
    agreements.confirm(china, id, 1, "MRC", "EXAMPLE");
    Caller reader = people.withoutParty(Capacity.HYDROLOGIST);
    if (reader.person() != null) {
      agreements.nameReader(china, id, "MRC", reader.person(), "EXAMPLE");
    }
    season(people.of(Party.CN, Capacity.HYDROLOGIST), id, year);
  }

  /** One interruption announced ahead, one explained afterwards, one absence of our gateway. */
  private void season(Caller hydrologist, String id, int year) {
    var zone = ExampleDeliveries.ZONE;
    Instant from = ExampleDeliveries.interruptionFrom(year);
    announce(
        hydrologist,
        id,
        from,
        ExampleDeliveries.interruptionTo(year),
        "EXAMPLE: replacement of the gauge’s transmitter",
        from.minus(Duration.ofDays(3)));
    announce(
        hydrologist,
        id,
        LocalDate.of(year, 10, 4).atTime(22, 0).atZone(zone).toInstant(),
        LocalDate.of(year, 10, 5).atTime(22, 0).atZone(zone).toInstant(),
        "EXAMPLE: power cut at the station",
        LocalDate.of(year, 10, 6).atTime(10, 0).atZone(zone).toInstant());
    heartbeats.add(
        LocalDate.of(year, 5, 31).atStartOfDay(zone).toInstant(), ExampleDeliveries.awayFrom(year));
    heartbeats.add(
        ExampleDeliveries.awayTo(year), LocalDate.of(year, 11, 2).atStartOfDay(zone).toInstant());
  }

  private void announce(
      Caller by, String id, Instant from, @Nullable Instant to, String reason, Instant told) {
    var notice =
        new Notice(
            UUID.randomUUID(), id, List.of(MANAN), from, to, reason, by.name(), told, null, null);
    transaction.executeWithoutResult(
        status -> {
          byte[] content = notice.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
          var act = acts.record(by, Party.CN, Capacity.HYDROLOGIST, "sharing.notice", id, content);
          var ticket = log.record("sharing.notice", notice.id().toString(), content);
          notices.insert(notice, by, act.value(), ticket.id());
        });
  }

  /** It names no times of delivery that are known here: shared, and not counted. */
  private void yearRound(Caller china, ExamplePeople people) {
    var line =
        new LineForm(
            List.of(JINGHONG, MANAN),
            List.of("water-level"),
            "",
            "",
            ExampleDeliveries.ZONE.getId(),
            "",
            List.of(),
            "",
            "none",
            "");
    var from = LocalDate.of(2020, 11, 1);
    var terms =
        form(
            Map.of(
                "en", "Year-round hydrological data of the Lancang",
                "zh", "澜沧江全年水文信息"),
            List.of("KH", "LA", "MM", "TH", "VN"),
            line,
            "Use of the river’s water, flood and drought management",
            from,
            from);
    String id = agreements.begin(china, "year-round", terms);
    agreements.table(china, id);
    for (Party party : Party.values()) {
      agreements.adopt(people.of(party, Capacity.SECRETARIAT), id, 1);
    }
  }

  /** Invented: one that two of four parties have adopted so far. */
  private void tabled(ExamplePeople people) {
    var line =
        new LineForm(
            List.of("011201", "011901"),
            List.of("water-level"),
            "",
            "",
            Party.LA.zone().getId(),
            "",
            List.of(new WindowForm("09:00", "-1", "07:00", "0", "07:00")),
            "",
            "none",
            "");
    var terms =
        form(
            Map.of(
                "en", "Daily levels at Luang Prabang and Vientiane",
                "zh", "琅勃拉邦与万象每日水位"),
            List.of("KH", "TH", "VN"),
            line,
            "Flood forecasting downstream",
            null,
            LocalDate.of(ExampleDeliveries.season(clock) + 1, 1, 1));
    Caller laos = people.of(Party.LA, Capacity.SECRETARIAT);
    String id = agreements.begin(laos, "mainstream", terms);
    agreements.table(laos, id);
    agreements.adopt(laos, id, 1);
    agreements.adopt(people.of(Party.TH, Capacity.SECRETARIAT), id, 1);
  }

  private static TermsForm form(
      Map<String, String> title,
      List<String> receivers,
      LineForm line,
      String purpose,
      @Nullable LocalDate concluded,
      LocalDate from) {
    return new TermsForm(
        title,
        receivers,
        List.of(line),
        purpose,
        "no",
        "parties",
        "EXAMPLE",
        "EXAMPLE",
        concluded == null ? "" : concluded.toString(),
        from.toString(),
        "");
  }
}
