package org.lanmei.parties;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem.FieldError;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * What a password must be, and its digest. Long, and not the person's own name; nothing is asked of
 * its composition (NIST SP 800-63B, 3.1.1.2).
 */
@Component
final class Passwords {

  static final int LEAST = 12;

  /** What bcrypt reads; longer would be cut silently. */
  static final int MOST_BYTES = 72;

  private final PasswordEncoder encoder =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();

  /** Compared with when there is no such login, so that the answer takes as long. */
  private final String nobody = hash(Secrets.fresh());

  /** What is wrong with it, as errors of {@code field}; empty when it will do. */
  List<FieldError> check(String field, String password, String login, String name) {
    String text = normal(password);
    var wrong = new ArrayList<FieldError>();
    if (text.codePointCount(0, text.length()) < LEAST) {
      wrong.add(new FieldError(field, Message.of("parties.password.short", LEAST)));
    } else if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      wrong.add(new FieldError(field, Message.of("parties.password.long", MOST_BYTES)));
    } else if (contains(text, login) || contains(text, name)) {
      wrong.add(new FieldError(field, Message.of("parties.password.own-name")));
    }
    return wrong;
  }

  /** Whether the login, its part before the @, or a longer word of the name stands in it. */
  private static boolean contains(String password, String name) {
    String in = password.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    String whole = normal(name).toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    if (!whole.isEmpty() && in.contains(whole)) return true;
    for (String word : normal(name).toLowerCase(Locale.ROOT).split("[\\s@._+-]+")) {
      if (word.length() >= 4 && in.contains(word)) return true;
    }
    return false;
  }

  String hash(String password) {
    return Objects.requireNonNull(encoder.encode(normal(password)));
  }

  /**
   * @param hash null when there is none: takes as long and is false
   */
  boolean matches(String password, @Nullable String hash) {
    boolean same = encoder.matches(normal(password), hash == null ? nobody : hash);
    return same && hash != null;
  }

  boolean outdated(String hash) {
    return encoder.upgradeEncoding(hash);
  }

  /** The same characters however a keyboard composes them. */
  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
