package org.lanmei.plan.assessment;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Properties;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;

/** A message as a reader of a language sees it. */
final class Read {

  private static final Properties EN = bundle(Lang.EN);
  private static final Properties ZH = bundle(Lang.ZH);

  private Read() {}

  static String en(Message message) {
    return in(Lang.EN, message);
  }

  static String in(Lang lang, Message message) {
    String pattern = patterns(lang).getProperty(message.key());
    if (pattern == null) throw new AssertionError("no text for " + message.key() + " in " + lang);
    Object[] args = message.args().stream().map(arg -> shown(lang, arg)).toArray();
    return new MessageFormat(pattern, lang.locale()).format(args);
  }

  static Properties patterns(Lang lang) {
    return lang == Lang.ZH ? ZH : EN;
  }

  private static Object shown(Lang lang, Object arg) {
    return switch (arg) {
      case Message m -> in(lang, m);
      case LocalDate d -> date(lang.locale(), d);
      case LocalizedText t -> t.in(lang).text();
      case Party p -> p.name();
      case Integer i -> i;
      case Long l -> l;
      case String s -> s;
      default -> throw new AssertionError("no argument of a message: " + arg.getClass());
    };
  }

  private static String date(ULocale locale, LocalDate day) {
    DateFormat format = DateFormat.getDateInstance(DateFormat.LONG, locale);
    format.setTimeZone(TimeZone.GMT_ZONE);
    return format.format(Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  private static Properties bundle(Lang lang) {
    String name = "/messages/plan-assessment_" + lang.tag() + ".properties";
    var patterns = new Properties();
    try (var in = Read.class.getResourceAsStream(name)) {
      patterns.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return patterns;
  }
}
