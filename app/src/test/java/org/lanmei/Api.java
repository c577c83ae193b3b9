package org.lanmei;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that calls the running application over HTTP, with a token or without. */
@TestComponent
public class Api {

  private static final String BOUNDARY = "----lanmei-test-boundary";

  private final Environment environment;
  private final HttpClient client = HttpClient.newHttpClient();

  Api(Environment environment) {
    this.environment = environment;
  }

  /** What came back. */
  public record Reply(int status, HttpHeaders headers, byte[] bytes) {
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      return JsonMapper.shared().readTree(bytes);
    }

    public String type() {
      return headers.firstValue("Content-Type").orElse("");
    }
  }

  /** One part of a form with files. */
  public record Part(String name, String fileName, String type, byte[] content) {

    public static Part file(String name, String fileName, byte[] content) {
      return new Part(name, fileName, "application/octet-stream", content);
    }

    public static Part json(String name, String json) {
      return new Part(name, null, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public static Part text(String name, String text) {
      return new Part(
          name, null, "text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * @param token null = nobody in particular
   * @param headers names and values in turn
   */
  public Reply get(String path, String token, String... headers) {
    return send(request(path, token, headers).GET().build());
  }

  public Reply post(String path, String token, String json, String... headers) {
    return call(
        "POST", path, token, "application/json", json.getBytes(StandardCharsets.UTF_8), headers);
  }

  public Reply call(
      String method, String path, String token, String type, byte[] body, String... headers) {
    var request = request(path, token, headers);
    if (type != null) request.header("Content-Type", type);
    return send(
        request
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .build());
  }

  public Reply upload(String path, String token, List<Part> parts, String... headers) {
    var body = new ByteArrayOutputStream();
    for (Part part : parts) {
      String head =
          "--"
              + BOUNDARY
              + "\r\nContent-Disposition: form-data; name=\""
              + part.name()
              + "\""
              + (part.fileName() == null ? "" : "; filename=\"" + part.fileName() + "\"")
              + "\r\nContent-Type: "
              + part.type()
              + "\r\n\r\n";
      body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      body.writeBytes(part.content());
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return call(
        "POST",
        path,
        token,
        "multipart/form-data; boundary=" + BOUNDARY,
        body.toByteArray(),
        headers);
  }

  private HttpRequest.Builder request(String path, String token, String... headers) {
    int port = environment.getRequiredProperty("local.server.port", Integer.class);
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port).resolve(path));
    if (headers.length > 0) request.headers(headers);
    if (token != null) request.header("Authorization", "Bearer " + token);
    return request;
  }

  private Reply send(HttpRequest request) {
    try {
      var answer = client.send(request, BodyHandlers.ofByteArray());
      return new Reply(answer.statusCode(), answer.headers(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
