package org.lanmei.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/**
 * Addresses of the bundled scripts, styles and fonts, each with its content's hash so that it can
 * be cached for ever.
 */
@Component
final class Assets {

  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  String address(String name) {
    return addresses.computeIfAbsent(
        name,
        n -> {
          try (var in = new ClassPathResource("static/assets/" + n).getInputStream()) {
            return "/assets/" + n + "?v=" + DigestUtils.md5DigestAsHex(in).substring(0, 10);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
