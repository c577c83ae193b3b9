package org.lanmei;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The API describes itself wholly. */
@PlanTest
class OpenApiTests {

  @Autowired Api api;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mapping;

  private JsonNode description() {
    var reply = api.get("/api/openapi.json", null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.type()).startsWith("application/json");
    return reply.json();
  }

  @Test
  void it_is_openapi_3_1_and_the_same_each_time() {
    var first = description();
    assertThat(first.path("openapi").asString()).startsWith("3.1.");
    assertThat(first.path("info").path("title").asString()).isEqualTo("Lanmei");
    assertThat(first.path("servers").path(0).path("url").asString()).isEqualTo("/");
    assertThat(description()).isEqualTo(first);
  }

  @Test
  void every_mapping_of_the_api_is_named_and_nothing_else() {
    var mapped = new TreeSet<String>();
    mapping
        .getHandlerMethods()
        .keySet()
        .forEach(
            info -> {
              for (String path : info.getPatternValues()) {
                if (!path.startsWith("/api/v1/")) continue;
                for (var method : info.getMethodsCondition().getMethods()) {
                  mapped.add(method.name().toLowerCase(java.util.Locale.ROOT) + " " + path);
                }
              }
            });
    var described = new TreeSet<String>();
    description()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(method -> described.add(method + " " + path.getKey())));
    assertThat(described).isEqualTo(mapped).hasSizeGreaterThan(25);
  }

  @Test
  void every_operation_says_what_it_does_and_how_it_refuses() {
    var soft = new SoftAssertions();
    var description = description();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            check(soft, method.getKey() + " " + path.getKey(), method.getValue())));
    soft.assertAll();
    var problem = description.path("components").path("schemas").path("Problem");
    assertThat(problem.path("required").toString())
        .contains("type", "title", "status", "detail", "instance");
  }

  private static void check(SoftAssertions soft, String what, JsonNode operation) {
    soft.assertThat(operation.path("summary").asString("")).as(what + " summary").isNotBlank();
    soft.assertThat(operation.path("tags").size()).as(what + " tags").isEqualTo(1);
    for (String status : new String[] {"400", "401", "403", "404"}) {
      soft.assertThat(
              operation
                  .path("responses")
                  .path(status)
                  .path("content")
                  .path("application/problem+json")
                  .path("schema")
                  .path("$ref")
                  .asString(""))
          .as(what + " " + status)
          .isEqualTo("#/components/schemas/Problem");
    }
    var good = new TreeSet<String>();
    operation.path("responses").propertyNames().forEach(s -> good.add(s.substring(0, 1)));
    soft.assertThat(good).as(what).contains("2");
    for (JsonNode parameter : operation.path("parameters")) {
      soft.assertThat(parameter.path("name").asString()).as(what).isNotIn("caller", "lang", "page");
    }
  }
}
