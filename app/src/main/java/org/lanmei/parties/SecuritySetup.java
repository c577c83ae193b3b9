package org.lanmei.parties;

import static org.springframework.http.HttpHeaders.CACHE_CONTROL;
import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.lanmei.kernel.Caller;
import org.lanmei.site.Pages;
import org.lanmei.site.ProblemResponses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/*
 * Two chains of filters, for the API and for pages. Both let everybody read: what a reader may see is
 * decided in each use case, by the Caller. Everything else needs somebody who is signed in, and again
 * the use case decides who.
 *
 * A form carries a token that must equal a cookie's (no session for it: reading makes none). The API
 * asks for it only where the browser would add the session's cookie by itself.
 */
@Configuration(proxyBeanMethods = false)
class SecuritySetup {

  private static final String CONTENT =
      "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Duration IDLE = Duration.ofHours(8);

  private final ProblemResponses problems;

  SecuritySetup(ProblemResponses problems) {
    this.problems = problems;
  }

  @Bean
  @Order(1)
  SecurityFilterChain apiSecurity(
      HttpSecurity http, Callers callers, Sessions sessions, CsrfTokenRepository csrf) {
    common(http, new CallerFilter(callers, sessions, problems));
    return http.securityMatcher("/api/**")
        .csrf(
            c ->
                c.csrfTokenRepository(csrf)
                    .requireCsrfProtectionMatcher(
                        request -> changes(request) && bySession(request)))
        .authorizeHttpRequests(
            a ->
                a.dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET)
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pageSecurity(
      HttpSecurity http, Callers callers, Sessions sessions, CsrfTokenRepository csrf) {
    common(http, new CallerFilter(callers, sessions, problems));
    return http.csrf(c -> c.csrfTokenRepository(csrf))
        .authorizeHttpRequests(
            a ->
                a.dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET)
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD)
                    .permitAll()
                    .requestMatchers("/sign-in/**", "/sign-out", "/setup/*", "/invitation/*")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .build();
  }

  private void common(HttpSecurity http, CallerFilter caller) {
    http.addFilterBefore(caller, CsrfFilter.class)
        // Sessions are ours: Spring's part would renew the form's token with each request.
        .sessionManagement(AbstractHttpConfigurer::disable)
        .securityContext(c -> c.securityContextRepository(new NullSecurityContextRepository()))
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .exceptionHandling(
            e -> e.authenticationEntryPoint(notSignedIn()).accessDeniedHandler(refused()))
        .headers(
            h ->
                h.contentSecurityPolicy(c -> c.policyDirectives(CONTENT))
                    .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
                    .contentTypeOptions(withDefaults())
                    .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                    .httpStrictTransportSecurity(withDefaults())
                    .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                    .addHeaderWriter(caching()));
  }

  private static boolean changes(HttpServletRequest request) {
    return !READING.contains(request.getMethod());
  }

  private static boolean bySession(HttpServletRequest request) {
    var caller = Pages.callerOf(request);
    return caller.signedIn() && !caller.authentication().equals("token");
  }

  /** What was made for somebody is not kept on a shared machine; the rest is asked for anew. */
  private static HeaderWriter caching() {
    return (request, response) -> {
      if (response.containsHeader(CACHE_CONTROL)) return;
      Caller caller = Pages.callerOf(request);
      response.setHeader(CACHE_CONTROL, caller.signedIn() ? "no-store" : "no-cache, private");
    };
  }

  private AuthenticationEntryPoint notSignedIn() {
    return (request, response, e) -> {
      if (request.getRequestURI().startsWith("/api/")) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      }
      problems.write(401, "site.not-signed-in", List.of(), request, response);
    };
  }

  private AccessDeniedHandler refused() {
    return (request, response, e) ->
        problems.write(
            403,
            e instanceof CsrfException ? "parties.form-expired" : "site.not-allowed",
            List.of(),
            request,
            response);
  }

  @Bean
  CsrfTokenRepository formTokens() {
    var repository = new CookieCsrfTokenRepository();
    repository.setCookieName("form");
    repository.setHeaderName("X-CSRF-TOKEN");
    repository.setCookiePath("/");
    repository.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax"));
    return repository;
  }

  /** Nobody signs in by Spring's own means; without this it would make up a user and a password. */
  @Bean
  AuthenticationManager noOtherWay() {
    return authentication -> {
      throw new AuthenticationServiceException("not a way to sign in");
    };
  }

  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionTables() {
    return repository -> {
      repository.setTableName("parties.session");
      repository.setDefaultMaxInactiveInterval(IDLE);
    };
  }

  @Bean
  PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsOnPostgres() {
    return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
  }
}
