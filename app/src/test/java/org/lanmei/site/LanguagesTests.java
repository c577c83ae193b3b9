package org.lanmei.site;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanmei.kernel.Lang;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LanguagesTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "km                        | KM",
        "zh-CN,zh;q=0.9,en;q=0.8   | ZH",
        "zh-Hant-TW                | ZH",
        "en;q=0.3, lo;q=0.7, th;q=0.5 | LO",
        "fr-FR, de;q=0.9, vi;q=0.1 | VI",
        "lo;q=0, my                | MY",
        "fr                        | EN",
        "*                         | EN",
        "''                        | EN",
        "no;such;;header===        | EN",
        "LO                        | LO"
      })
  void what_the_browser_prefers_among_the_seven(String header, Lang expected) {
    var request = new MockHttpServletRequest();
    request.addHeader("Accept-Language", header);
    assertThat(Languages.of(request)).isEqualTo(expected);
  }

  @Test
  void the_address_goes_before_the_cookie_and_that_before_the_browser() {
    var request = new MockHttpServletRequest();
    assertThat(Languages.of(request)).isEqualTo(Lang.EN);
    request.addHeader("Accept-Language", "vi");
    assertThat(Languages.of(request)).isEqualTo(Lang.VI);
    request.setCookies(new Cookie("other", "zh"), new Cookie("lang", "th"));
    assertThat(Languages.of(request)).isEqualTo(Lang.TH);
    request.setQueryString("q=lang%3Dzh&lang=km&on=2026-11-24");
    assertThat(Languages.of(request)).isEqualTo(Lang.KM);
    request.setQueryString("lang=fr");
    assertThat(Languages.of(request)).as("none of the seven is no choice").isEqualTo(Lang.TH);
    request.setQueryString("notlang=km");
    assertThat(Languages.of(request)).isEqualTo(Lang.TH);
  }

  @Test
  void a_choice_in_the_address_is_kept_and_only_that() {
    var languages = new Languages();
    var chosen = new MockHttpServletRequest();
    chosen.setQueryString("lang=my");
    var response = new MockHttpServletResponse();
    languages.preHandle(chosen, response, this);
    assertThat(response.getHeader("Content-Language")).isEqualTo("my");
    assertThat(response.getHeaders("Vary")).contains("Accept-Language");
    assertThat(response.getCookie("lang").getValue()).isEqualTo("my");
    assertThat(response.getCookie("lang").isHttpOnly()).isTrue();

    var preferred = new MockHttpServletRequest();
    preferred.addHeader("Accept-Language", "lo");
    var plain = new MockHttpServletResponse();
    languages.preHandle(preferred, plain, this);
    assertThat(plain.getHeader("Content-Language")).isEqualTo("lo");
    assertThat(plain.getCookie("lang")).isNull();
  }
}
