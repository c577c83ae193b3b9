package org.lanmei.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.lanmei.cap.Samples.FLOOD;
import static org.lanmei.cap.Samples.bytes;
import static org.lanmei.cap.Samples.read;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CapReaderTest {

  @Test
  void nothing_is_wrong_with_the_sample() throws Exception {
    var reading = new CapReader().read(new ByteArrayInputStream(bytes(FLOOD)));
    assertThat(reading.findings()).isEmpty();
    var alert = reading.alert().orElseThrow();
    assertThat(alert.id()).isEqualTo(Samples.id("2.49.0.1.418.7", "2026-07-31T20:00:00Z"));
    var info = alert.infos().getFirst();
    assertThat(info.event()).isEqualTo("ນ້ຳຖ້ວມ");
    assertThat(info.areas().getFirst().polygons().getFirst().points())
        .hasSize(5)
        .contains(new Point(18.1, 102.8));
    assertThat(CapWriter.check(alert, Set.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // one piece | in its place | rule | level | place | line
        "<sender>duty@ | <sender>duty desk@ | SENDER_CHARACTERS | ERROR | /alert/sender | 4",
        "2.49.0.1.418.7 | a,b | IDENTIFIER_CHARACTERS | ERROR | /alert/identifier | 3",
        "2.49.0.1.418.7 | '' | VALUE_EMPTY | ERROR | /alert/identifier | 3",
        "01T03:00:00+07:00 | 01T03:00:00 | TIME_WITHOUT_OFFSET | ERROR | /alert/sent | 5",
        "01T03:00:00+07:00 | 01T03:00:00Z | TIME_LETTER | REPAIRED | /alert/sent | 5",
        "01T03:00:00+07:00 | 01T03:00:00.5+07:00 | TIME_SHAPE | REPAIRED | /alert/sent | 5",
        "01T03:00:00+07:00 | 01T03:00:00+0700 | TIME_SHAPE | REPAIRED | /alert/sent | 5",
        "01T03:00:00+07:00 | 01T03:00:00+00:00 | TIME_UTC_SIGN | WARNING | /alert/sent | 5",
        "01T03:00:00+07:00 | 01T25:00:00+07:00 | TIME_FORM | ERROR | /alert/sent | 5",
        "01T03:00:00+07:00 | 01T03:00:00+15:00 | TIME_FORM | ERROR | /alert/sent | 5",
        "Actual | actual | TERM_SPELLING | REPAIRED | /alert/status | 6",
        "Actual | Real | TERM_UNKNOWN | ERROR | /alert/status | 6",
        ">Alert< | >Cancel< | REFERENCES_REQUIRED | ERROR | /alert | 2",
        "Public | Restricted | RESTRICTION_REQUIRED | ERROR | /alert | 2",
        "Public | Private | ADDRESSES_REQUIRED | ERROR | /alert | 2",
        "</scope> | </scope><restriction>x</restriction> | RESTRICTION_UNUSED | WARNING |"
            + " /alert/restriction | 8",
        "</scope> | </scope><addresses>\"a b</addresses> | QUOTES | ERROR | /alert/addresses | 8",
        "</scope> | </scope><references>a,b</references> | REFERENCE_FORM | ERROR |"
            + " /alert/references | 8",
        "</scope> | </scope><references>a,b,2027-01-01T00:00:00-00:00</references> |"
            + " REFERENCE_NOT_EARLIER | WARNING | /alert/references | 8",
        "Actual | Exercise | NOTE_OF_EXERCISE | WARNING | /alert | 2",
        "<scope> | <colour>red</colour><scope> | ELEMENT_UNKNOWN | ERROR | /alert/colour | 8",
        "<scope>Public</scope> | '' | ELEMENT_MISSING | ERROR | /alert | 2",
        "</scope> | </scope><source>x</source> | ELEMENT_ORDER | REPAIRED | /alert/source | 8",
        "</scope> | </scope><scope>Public</scope> | ELEMENT_REPEATED | ERROR | /alert/scope | 8",
        "<scope> | <scope a='b'> | ATTRIBUTE_IGNORED | REPAIRED | /alert/scope | 8",
        "<scope> | x<scope> | TEXT_BETWEEN | ERROR | /alert | 2",
        "Public | Public<b/> | ELEMENT_NESTED | ERROR | /alert/scope/b | 8",
        ">lo< | >lo_LA< | LANGUAGE_SEPARATOR | REPAIRED | /alert/info[1]/language | 10",
        ">lo< | >< | LANGUAGE_EMPTY | REPAIRED | /alert/info[1]/language | 10",
        ">lo< | >Lao language< | LANGUAGE_FORM | ERROR | /alert/info[1]/language | 10",
        ">lo< | >xq< | LANGUAGE_UNKNOWN | WARNING | /alert/info[1]/language | 10",
        "<category>Met</category> | '' | ELEMENT_MISSING | ERROR | /alert/info[1] | 9",
        "Likely | Very Likely | TERM_OLD | REPAIRED | /alert/info[1]/certainty | 15",
        "02T03:00:00+07:00 | 01T02:00:00+07:00 | EXPIRES_BEFORE_EFFECTIVE | WARNING |"
            + " /alert/info[1]/expires | 16",
        "</expires> | </expires><web>x.example</web> | WEB_NOT_ABSOLUTE | WARNING |"
            + " /alert/info[1]/web | 16",
        "</expires> | </expires><parameter><valueName>a</valueName></parameter> | ELEMENT_MISSING |"
            + " ERROR | /alert/info[1]/parameter[1] | 16",
        "</expires> | </expires><resource><resourceDesc>a</resourceDesc></resource> |"
            + " ELEMENT_MISSING | ERROR | /alert/info[1]/resource[1] | 16",
        "</expires> |"
            + " </expires><resource><resourceDesc>a</resourceDesc><mimeType>a/b</mimeType></resource>"
            + " | RESOURCE_UNREACHABLE | WARNING | /alert/info[1]/resource[1] | 16",
        "</expires> |"
            + " </expires><resource><resourceDesc>a</resourceDesc><mimeType>a/b</mimeType><derefUri>?</derefUri></resource>"
            + " | CONTENT_BASE64 | ERROR | /alert/info[1]/resource[1]/derefUri | 16",
        "</expires> |"
            + " </expires><resource><resourceDesc>a</resourceDesc><mimeType>a/b</mimeType><derefUri>aGVsbG8=</derefUri><digest>aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434e</digest></resource>"
            + " | DIGEST_OTHER | ERROR | /alert/info[1]/resource[1]/digest | 16",
        "</expires> |"
            + " </expires><resource><resourceDesc>a</resourceDesc><mimeType>a/b</mimeType><size>-1</size><uri>http://a</uri></resource>"
            + " | SIZE_FORM | ERROR | /alert/info[1]/resource[1]/size | 16",
        "17.9,102.8 17.9,102.5 | 17.9,102.8 | POLYGON_OPEN | REPAIRED |"
            + " /alert/info[1]/area[1]/polygon[1] | 19",
        "17.9,102.8 17.9,102.5 | 17.9,102.8 17.9,102.8 17.9,102.5 | POLYGON_REPEATED_PAIRS |"
            + " REPAIRED | /alert/info[1]/area[1]/polygon[1] | 19",
        "18.1,102.8 17.9,102.8 17.9,102.5 | 17.9,102.5 | POLYGON_TOO_FEW | ERROR |"
            + " /alert/info[1]/area[1]/polygon[1] | 19",
        "18.1,102.8 17.9,102.8 17.9,102.5 | 18.3,102.5 17.9,102.5 | POLYGON_WITHOUT_AREA | ERROR |"
            + " /alert/info[1]/area[1]/polygon[1] | 19",
        "18.1,102.8 17.9,102.8 | 17.9,102.8 18.1,102.8 | POLYGON_SPLIT | REPAIRED |"
            + " /alert/info[1]/area[1]/polygon[1] | 19",
        "18.1,102.8 | '18.1, 102.8' | COORDINATE_SPACING | REPAIRED |"
            + " /alert/info[1]/area[1]/polygon[1] | 19",
        "18.1,102.8 | 18.1;102.8 | COORDINATE_FORM | ERROR | /alert/info[1]/area[1]/polygon[1] |"
            + " 19",
        "18.1,102.8 | 18.1,182.8 | COORDINATE_RANGE | ERROR | /alert/info[1]/area[1]/polygon[1] |"
            + " 19",
        "18.1,102.8 | NaN,102.8 | COORDINATE_FORM | ERROR | /alert/info[1]/area[1]/polygon[1] | 19",
        "</polygon> | </polygon><circle>18,102</circle> | CIRCLE_FORM | ERROR |"
            + " /alert/info[1]/area[1]/circle[1] | 19",
        "</polygon> | </polygon><circle>18,102 -1</circle> | CIRCLE_RADIUS | ERROR |"
            + " /alert/info[1]/area[1]/circle[1] | 19",
        "</polygon> | </polygon><ceiling>1</ceiling> | CEILING_WITHOUT_ALTITUDE | ERROR |"
            + " /alert/info[1]/area[1]/ceiling | 19",
        "</polygon> | </polygon><altitude>2</altitude><ceiling>1</ceiling> | CEILING_BELOW_ALTITUDE"
            + " | WARNING | /alert/info[1]/area[1]/ceiling | 19",
        "</polygon> | </polygon><altitude>1e3</altitude> | NUMBER_FORM | ERROR |"
            + " /alert/info[1]/area[1]/altitude | 19"
      })
  void what_is_wrong_is_named_with_rule_and_place(
      String piece, String instead, Rule rule, Finding.Level level, String path, int line) {
    assertThat(FLOOD).contains(piece);
    int at = FLOOD.indexOf(piece);
    var reading = read(FLOOD.substring(0, at) + instead + FLOOD.substring(at + piece.length()));
    assertThat(reading.findings())
        .extracting(Finding::rule, Finding::level, Finding::path, Finding::line)
        .contains(tuple(rule, level, path, line));
    assertThat(reading.refused()).isEqualTo(level == Finding.Level.ERROR);
    assertThat(reading.alert().isPresent()).isEqualTo(level != Finding.Level.ERROR);
    // What was read for certain is written so that nothing is wrong with it any more.
    reading
        .alert()
        .ifPresent(
            alert ->
                assertThat(CapWriter.check(alert, Set.of()))
                    .noneMatch(f -> f.level() != Finding.Level.WARNING));
  }

  @Test
  void swapped_coordinates_are_known_by_their_values_or_by_where_the_sender_is() {
    String north = "17.9,102.5 18.1,102.5 18.1,102.8 17.9,102.8 17.9,102.5";
    String turned = "102.5,17.9 102.5,18.1 102.8,18.1 102.8,17.9 102.5,17.9";
    var right = read(FLOOD).alert().orElseThrow();
    var certain = read(FLOOD.replace(north, turned));
    assertThat(certain.findings()).extracting(Finding::rule).containsExactly(Rule.COORDINATE_ORDER);
    assertThat(certain.alert()).contains(right);

    var london = "0.2,51.4 0.3,51.4 0.3,51.5 0.2,51.4";
    var reader = new CapReader();
    assertThat(reader.read(bytes(FLOOD.replace(north, london))).findings()).isEmpty();
    var home = reader.within(new Bounds(49, -9, 61, 2));
    var known = home.read(bytes(FLOOD.replace(north, london)));
    assertThat(known.findings()).extracting(Finding::rule).containsExactly(Rule.COORDINATE_ORDER);
    // One point at home as written: then it is not certain.
    var mixed = home.read(bytes(FLOOD.replace(north, "51,1 1,51 2,52 51,1")));
    assertThat(mixed.findings()).extracting(Finding::rule).doesNotContain(Rule.COORDINATE_ORDER);
  }

  @Test
  void addresses_and_incidents_with_spaces_are_in_quotes() {
    var alert =
        read(FLOOD.replace(
                "</scope>",
                "</scope><addresses>a@b \"Duty desk\"</addresses>"
                    + "<incidents>\"Big flood\" x</incidents>"))
            .alert()
            .orElseThrow();
    assertThat(alert.addressing().addresses()).containsExactly("a@b", "Duty desk");
    assertThat(alert.incidents()).containsExactly("Big flood", "x");
    assertThat(new CapReader().read(CapWriter.write(alert)).alert()).contains(alert);
  }

  @Test
  void version_1_0_writes_pairs_in_one_piece() {
    var reading =
        read(
            FLOOD
                .replace("urn:oasis:names:tc:emergency:cap:1.2", "http://www.incident.com/cap/1.0")
                .replace("</expires>", "</expires><parameter>HSAS=ORANGE</parameter>"));
    assertThat(reading.version()).isEqualTo(CapVersion.V1_0);
    assertThat(reading.findings()).extracting(Finding::rule).containsExactly(Rule.PAIR_OLD);
    assertThat(reading.alert().orElseThrow().infos().getFirst().parameters())
        .containsExactly(new NamedValue("HSAS", "ORANGE"));
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void profiles_say_what_they_ask_beyond_the_standard(Profile profile) {
    String bare = FLOOD.replaceAll("<expires>.*</expires>", "");
    var reading = new CapReader().checking(Set.of(profile)).read(bytes(bare));
    var expires =
        reading.findings().stream()
            .filter(f -> f.rule() == Rule.PROFILE_EXPIRES_MISSING)
            .findFirst()
            .orElseThrow();
    assertThat(expires.profile()).isEqualTo(profile);
    assertThat(expires.path()).isEqualTo("/alert/info[1]");
    assertThat(expires.level())
        .isEqualTo(profile == Profile.AUSTRALIA ? Finding.Level.WARNING : Finding.Level.ERROR);
    assertThat(read(bare).findings()).isEmpty();
  }

  @Test
  void the_profile_of_weather_services() {
    String poor =
        FLOOD
            .replace("<language>lo</language>", "")
            .replace("2.49.0.1.418.7", "7")
            .replace("<category>Met</category>", "<category>Met</category><category>Geo</category>")
            .replace("</expires>", "</expires><headline>" + "x".repeat(161) + "</headline>");
    var reading = new CapReader().checking(Set.of(Profile.WMO)).read(bytes(poor));
    assertThat(reading.refused()).isFalse();
    assertThat(reading.findings())
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder(
            Rule.PROFILE_IDENTIFIER_OID,
            Rule.PROFILE_LANGUAGE_MISSING,
            Rule.PROFILE_CATEGORIES_SEVERAL,
            Rule.PROFILE_SENDER_NAME_MISSING,
            Rule.PROFILE_DESCRIPTION_MISSING,
            Rule.PROFILE_HEADLINE_LONG);
    assertThat(reading.findings())
        .filteredOn(f -> f.rule() == Rule.PROFILE_HEADLINE_LONG)
        .first()
        .extracting(Finding::args)
        .isEqualTo(List.of("161", "160"));
  }

  @Test
  void every_rule_of_profiles_is_of_a_profile_and_no_other() {
    for (Rule rule : Rule.values()) {
      boolean used = EnumSet.allOf(Profile.class).stream().anyMatch(p -> p.level(rule).isPresent());
      assertThat(used).as(rule.key()).isEqualTo(rule.name().startsWith("PROFILE_"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE alert><alert/> | DOCTYPE",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a> | DOCTYPE",
        "<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'>]><alert>&x;</alert> | DOCTYPE",
        "<alert/> | NOT_CAP",
        "<feed xmlns='urn:oasis:names:tc:emergency:cap:1.2'/> | NOT_CAP",
        "<alert> | NOT_XML",
        "hello | NOT_XML",
        "<?xml version='1.1'?><alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'/> | NOT_XML"
      })
  void what_is_no_message_is_refused_whole(String text, CapException.Reason reason) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(CapException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void other_encodings_are_read_and_damaged_ones_refused_with_the_line() {
    var alert = read(FLOOD).alert();
    String named = FLOOD.replace("UTF-8", "UTF-16");
    assertThat(new CapReader().read(named.getBytes(StandardCharsets.UTF_16)).alert())
        .isEqualTo(alert);
    assertThat(new CapReader().read(bytes("\uFEFF" + FLOOD)).alert()).isEqualTo(alert);
    byte[] damaged = bytes(FLOOD);
    damaged[FLOOD.indexOf("Public")] = (byte) 0xFF;
    assertThatThrownBy(() -> new CapReader().read(damaged))
        .isInstanceOfSatisfying(
            CapException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(CapException.Reason.NOT_XML);
              assertThat(e.line()).isEqualTo(8);
            });
  }

  @Test
  void what_is_too_much_is_not_read() {
    refuses(FLOOD + " ".repeat(5 << 20), CapException.Reason.TOO_LARGE);
    refuses(
        FLOOD.replace("<scope>", "<x>".repeat(50) + "</x>".repeat(50) + "<scope>"),
        CapException.Reason.TOO_DEEP);
    refuses(
        FLOOD.replace("<scope>", "<x/>".repeat(50_000) + "<scope>"),
        CapException.Reason.TOO_MANY_ELEMENTS);
    var many = read(FLOOD.replace("<scope>", "<x/>".repeat(2_000) + "<scope>"));
    assertThat(many.findings()).hasSize(Findings.MOST);
    assertThat(many.findings().getLast().rule()).isEqualTo(Rule.MORE_FINDINGS);
    assertThat(many.refused()).isTrue();
  }

  private static void refuses(String text, CapException.Reason reason) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(CapException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
