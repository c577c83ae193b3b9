package org.lanmei.site;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Lang;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What all calls of the API have in common in its description at {@code /api/openapi.json}: the two
 * ways to be recognised, and the problem documents that any call may answer with.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String PROBLEM = "Problem";
  private static final String TOKEN = "token";
  private static final String SESSION = "session";

  /** Every call may answer so; what a status means for one call stands with the call. */
  private static final Map<String, String> PROBLEMS =
      new TreeMap<>(
          Map.of(
              "400", "Something is missing or cannot be read; nothing was changed",
              "401", "Nobody is signed in, or the token is not accepted",
              "403", "The caller has no mandate in force for this",
              "404", "There is nothing of that name, or nothing that the caller may see",
              "406", "There is no answer in the wanted form",
              "429", "Too many requests; Retry-After says when to try again",
              "500", "Something went wrong on our side; the document carries a reference"));

  static {
    // Found out by us, never sent.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Lang.class, Page.class);
  }

  @Bean
  OpenApiCustomizer commonToAllCalls() {
    return api -> {
      describe(api);
      api.getPaths()
          .values()
          .forEach(path -> path.readOperations().forEach(ApiDescription::addProblems));
    };
  }

  private static void describe(OpenAPI api) {
    api.info(
        new Info()
            .title("Lanmei")
            .version("1")
            .description(
                "Data and services of the Lancang–Mekong cooperation. Reading what is public needs"
                    + " no account. Problems are documents of RFC 9457, in the language asked for"
                    + " by Accept-Language."));
    // Whatever address the reader came by; left out, the first request's would stand for all.
    api.setServers(List.of(new Server().url("/")));
    var components = api.getComponents() == null ? new Components() : api.getComponents();
    api.components(
        components
            .addSchemas(PROBLEM, problem())
            .addSecuritySchemes(
                TOKEN,
                new SecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer")
                    .bearerFormat("lm_<id>_<secret>")
                    .description("Made on the account page"))
            .addSecuritySchemes(
                SESSION,
                new SecurityScheme()
                    .type(SecurityScheme.Type.APIKEY)
                    .in(SecurityScheme.In.COOKIE)
                    .name("lanmei")
                    .description(
                        "Of a browser that is signed in; what changes something also needs the"
                            + " form’s value as X-CSRF-TOKEN")));
    api.setSecurity(
        List.of(
            new SecurityRequirement().addList(TOKEN),
            new SecurityRequirement().addList(SESSION),
            new SecurityRequirement()));
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .description("RFC 9457")
        .addProperty("type", new StringSchema().description("/problems/ and what went wrong"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema().description("What happened and how to mend it"))
        .addProperty("instance", new StringSchema().description("The path that was asked for"))
        .addProperty(
            "errors",
            new ArraySchema()
                .description("What is wrong with single fields")
                .items(
                    new ObjectSchema()
                        .addProperty("field", new StringSchema())
                        .addProperty("detail", new StringSchema())))
        .required(List.of("type", "title", "status", "detail", "instance"));
  }

  private static void addProblems(Operation operation) {
    if (operation.getResponses() == null) operation.setResponses(new ApiResponses());
    PROBLEMS.forEach(
        (status, meaning) ->
            operation
                .getResponses()
                .merge(
                    status,
                    new ApiResponse().description(meaning).content(content()),
                    (own, common) -> own.content(content())));
  }

  private static Content content() {
    return new Content()
        .addMediaType(
            "application/problem+json",
            new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
  }
}
