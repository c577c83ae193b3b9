package org.lanmei.cap;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a message by the rules of one profile. */
final class ProfileRules {

  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern OID = Pattern.compile("(urn:oid:)?2\\.49\\.0\\..+");
  private static final Pattern SIX_DIGITS = Pattern.compile("\\d{6}");

  private final Profile profile;
  private final Findings findings;
  private final XmlElement root;
  private final Map<Object, XmlElement> places;

  ProfileRules(
      Profile profile, Findings findings, XmlElement root, Map<Object, XmlElement> places) {
    this.profile = profile;
    this.findings = findings;
    this.root = root;
    this.places = places;
  }

  private void broken(boolean broken, Rule rule, @Nullable XmlElement at, Object... args) {
    if (!broken) return;
    XmlElement place = at == null ? root : at;
    profile
        .level(rule)
        .ifPresent(
            level ->
                findings.add(
                    new Finding(
                        rule, level, profile, place.path, place.line, Findings.quotes(args))));
  }

  void of(Alert alert) {
    var type = alert.msgType();
    boolean answer = type == MsgType.ACK || type == MsgType.ERROR;
    profile
        .code()
        .ifPresent(
            code -> broken(!alert.codes().contains(code), Rule.PROFILE_CODE_MISSING, root, code));
    broken(alert.infos().isEmpty() && !answer, Rule.PROFILE_INFO_MISSING, root);
    boolean test = alert.status() == Status.TEST;
    broken(test, Rule.PROFILE_TEST_STATUS, child(root, "status"));
    broken(
        !OID.matcher(alert.id().identifier()).matches(),
        Rule.PROFILE_IDENTIFIER_OID,
        child(root, "identifier"),
        alert.id().identifier());
    broken(
        !ADDRESS.matcher(alert.id().sender()).matches(),
        Rule.PROFILE_SENDER_ADDRESS,
        child(root, "sender"),
        alert.id().sender());
    utc(root, "sent", alert.id().sent());
    var events = new HashMap<String, String>();
    for (Info info : alert.infos()) {
      info(alert, info);
      String language = info.languageOrDefault().toLowerCase(Locale.ROOT);
      String earlier = events.putIfAbsent(language, info.event());
      broken(
          earlier != null && !earlier.equals(info.event()),
          Rule.PROFILE_EVENTS_DIFFER,
          child(places.get(info), "event"),
          info.event(),
          earlier == null ? "" : earlier);
    }
  }

  private void info(Alert alert, Info info) {
    var at = places.get(info);
    var first = alert.infos().getFirst();
    broken(info.language() == null, Rule.PROFILE_LANGUAGE_MISSING, at);
    int several = info.categories().size();
    broken(several > 1, Rule.PROFILE_CATEGORIES_SEVERAL, at, several);
    boolean others = !EnumSet.copyOf(info.categories()).equals(EnumSet.copyOf(first.categories()));
    broken(others, Rule.PROFILE_CATEGORIES_DIFFER, at);
    boolean codes = !new HashSet<>(info.eventCodes()).equals(new HashSet<>(first.eventCodes()));
    broken(codes, Rule.PROFILE_EVENT_CODES_DIFFER, at);
    var same = info.eventCodes().stream().filter(c -> c.valueName().equals("SAME")).toList();
    broken(
        same.size() != 1 || same.getFirst().value().length() != 3,
        Rule.PROFILE_EVENT_CODE_SAME,
        at);
    broken(info.responseTypes().isEmpty(), Rule.PROFILE_RESPONSE_MISSING, at);
    var priority = info.priority();
    unknown(at, "urgency", priority.urgency() == Urgency.UNKNOWN);
    unknown(at, "severity", priority.severity() == Severity.UNKNOWN);
    unknown(at, "certainty", priority.certainty() == Certainty.UNKNOWN);
    times(alert, info.times(), at);
    wording(info.wording(), at);
    broken(info.areas().isEmpty(), Rule.PROFILE_AREA_MISSING, at);
    boolean shape = false;
    for (Area area : info.areas()) {
      shape |= !area.polygons().isEmpty() || !area.circles().isEmpty();
      area(area);
    }
    broken(!shape && !info.areas().isEmpty(), Rule.PROFILE_SHAPE_MISSING, at);
  }

  private void unknown(@Nullable XmlElement at, String name, boolean unknown) {
    broken(unknown, Rule.PROFILE_PRIORITY_UNKNOWN, child(at, name), name);
  }

  private void times(Alert alert, Times times, @Nullable XmlElement at) {
    broken(times.expires() == null, Rule.PROFILE_EXPIRES_MISSING, at);
    boolean cancel = alert.msgType() == MsgType.CANCEL && times.effective() != null;
    broken(cancel, Rule.PROFILE_EFFECTIVE_OF_CANCEL, child(at, "effective"));
    boolean effective = times.effective() != null;
    broken(effective, Rule.PROFILE_TIMES_IGNORED, child(at, "effective"), "effective");
    boolean onset = times.onset() != null;
    broken(onset, Rule.PROFILE_TIMES_IGNORED, child(at, "onset"), "onset");
    utc(at, "effective", times.effective());
    utc(at, "onset", times.onset());
    utc(at, "expires", times.expires());
  }

  private void utc(@Nullable XmlElement at, String name, @Nullable OffsetDateTime time) {
    boolean utc = time != null && time.getOffset().equals(ZoneOffset.UTC);
    broken(utc, Rule.PROFILE_TIME_IN_UTC, child(at, name), name);
  }

  private void wording(Wording wording, @Nullable XmlElement at) {
    String headline = wording.headline();
    String description = wording.description();
    broken(missing(wording.senderName()), Rule.PROFILE_SENDER_NAME_MISSING, at);
    broken(missing(headline), Rule.PROFILE_HEADLINE_MISSING, at);
    broken(missing(description), Rule.PROFILE_DESCRIPTION_MISSING, at);
    broken(missing(wording.instruction()), Rule.PROFILE_INSTRUCTION_MISSING, at);
    broken(missing(wording.web()), Rule.PROFILE_WEB_MISSING, at);
    broken(missing(wording.contact()), Rule.PROFILE_CONTACT_MISSING, at);
    int longest = profile.longestHeadline();
    int length = headline == null ? 0 : headline.codePointCount(0, headline.length());
    var line = child(at, "headline");
    broken(length > longest, Rule.PROFILE_HEADLINE_LONG, line, length, longest);
    if (description == null || description.isBlank()) return;
    var text = child(at, "description");
    broken(description.equals(headline), Rule.PROFILE_DESCRIPTION_REPEATS, text, "headline");
    boolean told = description.equals(wording.instruction());
    broken(told, Rule.PROFILE_DESCRIPTION_REPEATS, text, "instruction");
  }

  private void area(Area area) {
    var at = places.get(area);
    boolean words =
        area.polygons().isEmpty() && area.circles().isEmpty() && area.geocodes().isEmpty();
    broken(words, Rule.PROFILE_AREA_IN_WORDS, at);
    boolean same =
        area.geocodes().stream()
            .anyMatch(g -> g.valueName().equals("SAME") && SIX_DIGITS.matcher(g.value()).matches());
    broken(!same, Rule.PROFILE_GEOCODE_SAME, at);
    boolean point = area.circles().stream().anyMatch(circle -> circle.radiusKm() == 0);
    broken(point, Rule.PROFILE_RADIUS_ZERO, at);
  }

  private static boolean missing(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static @Nullable XmlElement child(@Nullable XmlElement at, String name) {
    if (at == null) return null;
    return at.children.stream().filter(c -> c.name.equals(name)).findFirst().orElse(at);
  }
}
