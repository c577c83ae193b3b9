package org.lanmei.launch;

import static org.lanmei.launch.LaunchFailure.Exit.DATA;
import static org.lanmei.launch.LaunchFailure.Exit.NOT_ALLOWED;
import static org.lanmei.launch.LaunchFailure.Exit.UNAVAILABLE;
import static org.lanmei.launch.LaunchFailure.Exit.USAGE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a plan document to a running Lanmei as a person with a token, and prints what was
 * understood. The token is read from the environment, LANMEI_TOKEN, so that it stands in no list of
 * processes.
 */
final class PlanImport {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CommandLine.Import asked;
  private final JsonMapper json = new JsonMapper();

  PlanImport(CommandLine.Import asked) {
    this.asked = asked;
  }

  void run() {
    String token = System.getenv("LANMEI_TOKEN");
    if (token == null || token.isBlank()) throw new LaunchFailure(USAGE, "launch.import.no-token");
    try (var client = HttpClient.newHttpClient()) {
      var understood = send(client, upload(token));
      print(understood);
      if (asked.accept()) {
        send(client, accept(token, understood.path("href").asString()));
        System.out.println(Words.of("launch.import.accepted"));
      } else {
        System.out.println(
            Words.of(
                "launch.import.look", asked.url().resolve(understood.path("page").asString())));
      }
    }
  }

  private HttpRequest upload(String token) {
    String boundary = UUID.randomUUID().toString();
    return request("/api/v1/plans/imports", token)
        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
        .POST(BodyPublishers.ofByteArray(multipart(boundary)))
        .build();
  }

  private HttpRequest accept(String token, String href) {
    return request(href + "/accept", token)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{}"))
        .build();
  }

  private HttpRequest.Builder request(String path, String token) {
    URI address = asked.url().resolve(path);
    return HttpRequest.newBuilder(address)
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json")
        .header("Accept-Language", Words.language());
  }

  private byte[] multipart(String boundary) {
    var body = new ByteArrayOutputStream();
    try {
      if (asked.plan() != null) {
        part(body, boundary, "form-data; name=\"plan\"");
        body.writeBytes(asked.plan().getBytes(StandardCharsets.UTF_8));
      }
      String name = asked.file().getFileName().toString().replace("\"", "");
      part(body, boundary, "form-data; name=\"file\"; filename=\"" + name + "\"");
      body.writeBytes(Files.readAllBytes(asked.file()));
    } catch (IOException e) {
      throw new LaunchFailure(e, DATA, "launch.import.no-file", asked.file());
    }
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private static void part(ByteArrayOutputStream body, String boundary, String disposition) {
    body.writeBytes(
        ("\r\n--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode send(HttpClient client, HttpRequest request) {
    try {
      var response = client.send(request, BodyHandlers.ofString());
      var body = json.readTree(response.body());
      if (response.statusCode() < 300) return body;
      boolean mayNot = response.statusCode() == 401 || response.statusCode() == 403;
      throw new LaunchFailure(
          mayNot ? NOT_ALLOWED : DATA,
          "launch.import.refused",
          body.path("title").asString(),
          body.path("detail").asString());
    } catch (IOException | JacksonException e) {
      throw new LaunchFailure(e, UNAVAILABLE, "launch.import.unreachable", asked.url());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure(e, UNAVAILABLE, "launch.import.unreachable", asked.url());
    }
  }

  private static void print(JsonNode understood) {
    if (understood.path("matched").isNumber()) {
      System.out.println(
          Words.of(
              "launch.import.matched",
              understood.path("matched").asInt(),
              understood.path("commitments").asInt(),
              understood.path("differences").size()));
    } else {
      System.out.println(
          Words.of("launch.import.proposed", understood.path("commitments").asInt()));
    }
    for (JsonNode difference : understood.path("differences")) {
      System.out.println("  " + difference.path("text").asString());
    }
  }
}
