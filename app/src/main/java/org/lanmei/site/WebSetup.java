package org.lanmei.site;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Lang;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.CacheControl;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets every handler take a {@link Page}, a {@link Caller} or a {@link Lang} as a parameter. */
@Configuration(proxyBeanMethods = false)
class WebSetup implements WebMvcConfigurer {

  private final Pages pages;
  private final Languages languages;

  WebSetup(@org.springframework.context.annotation.Lazy Pages pages, Languages languages) {
    this.pages = pages;
    this.languages = languages;
  }

  @Configuration(proxyBeanMethods = false)
  static class Time {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(languages);
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/static/assets/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(
        new HandlerMethodArgumentResolver() {
          @Override
          public boolean supportsParameter(MethodParameter parameter) {
            Class<?> type = parameter.getParameterType();
            return type == Page.class || type == Caller.class || type == Lang.class;
          }

          @Override
          public Object resolveArgument(
              MethodParameter parameter,
              @org.jspecify.annotations.Nullable ModelAndViewContainer container,
              NativeWebRequest web,
              @org.jspecify.annotations.Nullable WebDataBinderFactory binder) {
            var request = web.getNativeRequest(jakarta.servlet.http.HttpServletRequest.class);
            if (request == null) throw new IllegalStateException("no servlet request");
            Class<?> type = parameter.getParameterType();
            if (type == Caller.class) return Pages.callerOf(request);
            if (type == Lang.class) return Languages.of(request);
            return pages.begin(request);
          }
        });
  }
}
