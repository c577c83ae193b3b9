package org.lanmei.launch;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives Spring's Flyway the settings of {@link Migrations}. */
@Configuration(proxyBeanMethods = false)
class MigrationSettings {
  @Bean
  FlywayConfigurationCustomizer sameEverywhere() {
    return Migrations::configure;
  }
}
