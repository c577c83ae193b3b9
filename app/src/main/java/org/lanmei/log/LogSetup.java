package org.lanmei.log;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LogSetup {

  /** Beside the other secrets of this machine; the launcher says where that is. */
  @Bean
  KeyFile logKeyFile(@Value("${lanmei.data-dir}") Path dataDir) {
    return new KeyFile(dataDir.resolve("secrets"));
  }
}
