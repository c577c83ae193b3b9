package org.lanmei.site;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Every sentence of the interface in seven languages, from {@code
 * messages/<module>_<lang>.properties} of all modules, in ICU message format.
 *
 * <p>Arguments are formatted for the reader: numbers with the language's separators, {@link
 * LocalDate} as a full date, {@link Year} without grouping, {@link Party} by name, nested {@link
 * Message}s as sentences.
 */
@Component
public final class Messages {

  private final Map<Lang, Map<String, String>> patterns = new EnumMap<>(Lang.class);
  private final Map<Lang, Map<String, MessageFormat>> compiled = new EnumMap<>(Lang.class);

  public Messages() {
    var resolver = new PathMatchingResourcePatternResolver();
    for (Lang lang : Lang.values()) {
      var all = new HashMap<String, String>();
      try {
        for (Resource file :
            resolver.getResources("classpath*:messages/*_" + lang.tag() + ".properties")) {
          var properties = new Properties();
          try (var in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(in);
          }
          properties.forEach(
              (key, value) -> {
                if (all.put((String) key, (String) value) != null) {
                  throw new IllegalStateException("message key twice: " + key + " in " + file);
                }
              });
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      patterns.put(lang, all);
      compiled.put(lang, new ConcurrentHashMap<>());
    }
  }

  /** The keys that a language has. */
  public Set<String> keys(Lang lang) {
    return new TreeSet<>(pattern(lang).keySet());
  }

  public boolean has(String key) {
    return pattern(Lang.EN).containsKey(key);
  }

  public String text(Lang lang, Message message) {
    return text(lang, message.key(), message.args().toArray());
  }

  /**
   * The sentence, in English when the language lacks it; the bare key when English lacks it too.
   */
  public String text(Lang lang, String key, Object... args) {
    String pattern = pattern(lang).get(key);
    Lang in = lang;
    if (pattern == null) {
      pattern = pattern(Lang.EN).get(key);
      in = Lang.EN;
    }
    if (pattern == null) return key;
    if (args.length == 0 && pattern.indexOf('{') < 0) return pattern;
    String source = pattern;
    Lang locale = in;
    var format =
        (MessageFormat)
            cache(in).computeIfAbsent(key, k -> new MessageFormat(source, locale.locale())).clone();
    var formatted = new Object[args.length];
    for (int i = 0; i < args.length; i++) formatted[i] = argument(lang, args[i]);
    return format.format(formatted);
  }

  private Object argument(Lang lang, Object arg) {
    return switch (arg) {
      case Message m -> text(lang, m);
      case Party p -> text(lang, p.key());
      case LocalDate d -> date(lang, d);
      case Year y -> Integer.toString(y.getValue());
      case LocalizedText t -> t.in(lang).text();
      case Enum<?> e -> e.name();
      default -> arg;
    };
  }

  /** A full date, month in words: 25 December 2023. */
  public String date(Lang lang, LocalDate date) {
    var format = DateFormat.getDateInstance(DateFormat.LONG, lang.locale());
    format.setTimeZone(TimeZone.GMT_ZONE);
    return format.format(Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  /** Day and short month without a year, for lists: 25 Sep. */
  public String shortDate(Lang lang, LocalDate date) {
    return bySkeleton(lang, date, "MMMd");
  }

  /** Month and year, for drawings: Aug 2020. */
  public String monthYear(Lang lang, LocalDate date) {
    return bySkeleton(lang, date, "yMMM");
  }

  private static String bySkeleton(Lang lang, LocalDate date, String skeleton) {
    var format = DateFormat.getInstanceForSkeleton(skeleton, lang.locale());
    format.setTimeZone(TimeZone.GMT_ZONE);
    return format.format(Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  /** A full date and 24-hour time; the caller names the zone beside it. */
  public String dateTime(Lang lang, Instant instant, ZoneId zone) {
    var time = new SimpleDateFormat("HH:mm", lang.locale());
    time.setTimeZone(TimeZone.getTimeZone(zone.getId()));
    return date(lang, LocalDate.ofInstant(instant, zone)) + " " + time.format(Date.from(instant));
  }

  public String number(Lang lang, long number) {
    return NumberFormat.getIntegerInstance(lang.locale()).format(number);
  }

  private Map<String, String> pattern(Lang lang) {
    return java.util.Objects.requireNonNull(patterns.get(lang));
  }

  private Map<String, MessageFormat> cache(Lang lang) {
    return java.util.Objects.requireNonNull(compiled.get(lang));
  }
}
