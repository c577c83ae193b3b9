package org.lanmei.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells how long the server worked on a request until its first byte (W3C Server-Timing, in ms).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ServerTiming extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long start = System.nanoTime();
    chain.doFilter(
        request,
        new HttpServletResponseWrapper(response) {
          private void stamp() {
            if (isCommitted() || containsHeader("Server-Timing")) return;
            double ms = (System.nanoTime() - start) / 1e6;
            setHeader("Server-Timing", String.format(Locale.ROOT, "app;dur=%.2f", ms));
          }

          @Override
          public jakarta.servlet.ServletOutputStream getOutputStream() throws IOException {
            stamp();
            return super.getOutputStream();
          }

          @Override
          public java.io.PrintWriter getWriter() throws IOException {
            stamp();
            return super.getWriter();
          }
        });
  }
}
