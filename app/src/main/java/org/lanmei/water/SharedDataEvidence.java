package org.lanmei.water;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Seq;
import org.lanmei.plan.Entry;
import org.lanmei.plan.EvidenceSource;
import org.lanmei.plan.Fact;
import org.lanmei.plan.Span;
import org.lanmei.plan.SubjectRef;
import org.lanmei.sharing.Measurements;
import org.lanmei.sharing.Measurements.Measurement;
import org.lanmei.site.Messages;
import org.springframework.stereotype.Component;

/**
 * Tells the plan how much of the hydrological data that was due under agreements came on time: one
 * figure for each agreement and period, the last of which counts. What an agreement is called and
 * whom it binds is not told: others than its parties see the figure on the provider's board.
 */
@Component
class SharedDataEvidence implements EvidenceSource {

  private static final SubjectRef DATA = SubjectRef.series("hydrological-data");

  private final Measurements measurements;
  private final LocalizedText title;

  SharedDataEvidence(Measurements measurements, Messages messages) {
    this.measurements = measurements;
    this.title = title(messages);
  }

  private static LocalizedText title(Messages messages) {
    var byLang = new EnumMap<Lang, String>(Lang.class);
    for (Lang lang : Lang.values()) {
      byLang.put(lang, messages.text(lang, "water.evidence.title"));
    }
    return new LocalizedText(byLang);
  }

  @Override
  public String name() {
    return "water";
  }

  @Override
  public List<Entry> after(Seq cursor, int limit) {
    return measurements.after(cursor, limit).stream().map(this::entry).toList();
  }

  private Entry entry(Measurement m) {
    return new Entry.Asserted(
        m.seq(),
        m.knownAt(),
        id("measurement " + m.seq().value()),
        // The second tells the figures of several agreements in one period apart.
        Set.of(DATA, SubjectRef.series("terms-" + id(m.agreement()))),
        Set.of(m.provider()),
        new Span(m.from(), m.to()),
        new Fact.Measured(m.kept(), m.due()),
        title,
        new Entry.Origin(name(), null, null, "/sharing/figures/" + m.seq().value(), null),
        m.example());
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
