package org.lanmei;

import org.lanmei.launch.Launcher;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The whole program: every package beside this class is a module. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Application {
  public static void main(String[] args) {
    Launcher.main(Application.class, args);
  }
}
