package org.lanmei.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;

/** Dates, times and numbers as {@link Messages} writes them: Latin digits, Gregorian years. */
class FormatsTests {

  private static final Messages MESSAGES = new Messages();
  private static final LocalDate DAY = LocalDate.of(2023, 12, 25);

  private static String say(Lang lang, Object argument) {
    return MESSAGES.text(lang, "site.as-is", argument);
  }

  @ParameterizedTest
  @EnumSource(Lang.class)
  void a_date_has_latin_digits_and_a_gregorian_year(Lang lang) {
    for (String text : new String[] {MESSAGES.date(lang, DAY), say(lang, DAY)}) {
      assertThat(text).contains("2023").contains("25").doesNotContain("2566");
      assertThat(text.codePoints().filter(Character::isDigit)).as(text).allMatch(c -> c < 128);
    }
    assertThat(MESSAGES.monthYear(lang, DAY)).contains("2023").doesNotContain("25");
    assertThat(MESSAGES.shortDate(lang, DAY)).contains("25").doesNotContain("2023");
  }

  @Test
  void the_month_is_in_words_as_each_language_writes_it() {
    assertThat(MESSAGES.date(Lang.EN, DAY)).isEqualTo("25 December 2023");
    assertThat(MESSAGES.date(Lang.ZH, DAY)).isEqualTo("2023年12月25日");
    assertThat(MESSAGES.date(Lang.TH, DAY)).contains("ธันวาคม");
    assertThat(MESSAGES.date(Lang.LO, DAY)).contains("ທັນວາ");
    assertThat(MESSAGES.date(Lang.KM, DAY)).contains("ធ្នូ");
    assertThat(MESSAGES.date(Lang.MY, DAY)).contains("ဒီဇင်ဘာ");
    assertThat(MESSAGES.date(Lang.VI, DAY)).contains("tháng 12");
  }

  @ParameterizedTest
  @EnumSource(Lang.class)
  void a_time_has_24_hours_in_the_zone_asked_for(Lang lang) {
    var night = Instant.parse("2026-11-24T20:05:00Z");
    assertThat(MESSAGES.dateTime(lang, night, ZoneId.of("Asia/Vientiane")))
        .endsWith(" 03:05")
        .contains("25");
    assertThat(MESSAGES.dateTime(lang, night, ZoneId.of("Asia/Yangon"))).endsWith(" 02:35");
  }

  @ParameterizedTest
  @EnumSource(Lang.class)
  void numbers_are_grouped_and_years_are_not(Lang lang) {
    assertThat(MESSAGES.number(lang, 12_345)).matches("12[.,]345");
    assertThat(say(lang, Year.of(2026))).isEqualTo("2026");
  }

  @Test
  void arguments_are_said_in_the_readers_language() {
    assertThat(say(Lang.ZH, Party.LA)).isEqualTo(MESSAGES.text(Lang.ZH, "country.LA"));
    assertThat(say(Lang.ZH, Message.of("country.CN")))
        .isEqualTo(MESSAGES.text(Lang.ZH, "country.CN"));
    var label = new LocalizedText(Map.of(Lang.EN, "Water", Lang.KM, "ទឹក"));
    assertThat(say(Lang.KM, label)).isEqualTo("ទឹក");
    assertThat(say(Lang.VI, label)).isEqualTo("Water");
  }

  @Test
  void a_key_that_nobody_wrote_is_shown_as_it_is() {
    assertThat(MESSAGES.text(Lang.LO, "no.such.key")).isEqualTo("no.such.key");
    assertThat(MESSAGES.has("no.such.key")).isFalse();
  }

  @Test
  void a_text_with_braces_or_markup_is_only_a_text() {
    assertThat(say(Lang.EN, "{0} <b>’x'")).isEqualTo("{0} <b>’x'");
  }
}
