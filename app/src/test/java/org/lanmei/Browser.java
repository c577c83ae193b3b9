package org.lanmei;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One reader of a running application, over real HTTP: keeps cookies, follows no redirect, and
 * sends forms with the value that the page gave out. Give {@code server.address} and port by {@link
 * #at}.
 */
public final class Browser {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final URI origin;
  private final CookieManager cookies;
  private final HttpClient client;
  private String csrf = "";

  private Browser(int port, CookieManager cookies) {
    this.origin = URI.create("http://localhost:" + port);
    this.cookies = cookies;
    this.client =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** A new reader, who is not signed in. */
  public static Browser at(int port) {
    return new Browser(port, new CookieManager(null, CookiePolicy.ACCEPT_ALL));
  }

  /** A reader with the same cookies at another port: the application was started anew. */
  public Browser movedTo(int port) {
    return new Browser(port, cookies);
  }

  /** Signs in by the form. */
  public Browser signIn(String login, String password) {
    get("/sign-in");
    var answer = post("/sign-in", Map.of("login", login, "password", password));
    if (answer.statusCode() != 303) {
      throw new AssertionError("not signed in: " + answer.statusCode() + " " + answer.body());
    }
    get("/account"); // signing in voids the form's value
    return this;
  }

  /**
   * @param headers names and values in turn
   */
  public HttpResponse<String> get(String path, String... headers) {
    var answer = send(request(path, headers).GET().build());
    var found = CSRF.matcher(answer.body());
    if (found.find()) csrf = found.group(1);
    return answer;
  }

  /** Sends a form, with the value that the last page with a form gave out. */
  public HttpResponse<String> post(String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&", "_csrf=" + encode(csrf) + "&", ""));
    return send(
        request(
                path,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Accept",
                "text/html, */*")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  /**
   * Sends JSON with the form's value as a header.
   *
   * @param json null = no body
   * @param headers names and values in turn
   */
  public HttpResponse<String> call(String method, String path, String json, String... headers) {
    var request = request(path, headers).header("X-CSRF-TOKEN", csrf);
    if (json != null) request.header("Content-Type", "application/json");
    return send(
        request
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
            .build());
  }

  /** Forgets the form's value: the next form is sent without. */
  public Browser withoutCsrf() {
    csrf = "";
    return this;
  }

  public Optional<HttpCookie> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals(name))
        .findFirst();
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(origin.resolve(path));
    if (headers.length > 0) request.headers(headers);
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
