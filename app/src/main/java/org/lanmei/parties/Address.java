package org.lanmei.parties;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Under which address readers reach the application. */
@Component
final class Address {

  private final PartiesSettings settings;
  private final Environment environment;

  Address(PartiesSettings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** Scheme, host and port. The port is known once the server listens. */
  URI origin() {
    URI address = settings.address();
    if (address == null) {
      String port =
          environment.getProperty(
              "local.server.port", environment.getProperty("server.port", "8080"));
      return URI.create("http://localhost:" + port);
    }
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return URI.create(address.getScheme() + "://" + address.getHost() + port);
  }

  /** The full address of a path, for links that are handed over. */
  String of(String path) {
    return origin() + path;
  }

  /**
   * Whether the reader came here by that name: a passkey belongs to it and works under no other.
   */
  boolean isWhere(HttpServletRequest request) {
    return origin().getHost().equalsIgnoreCase(request.getServerName());
  }
}
