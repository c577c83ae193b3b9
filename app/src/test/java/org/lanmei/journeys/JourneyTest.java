package org.lanmei.journeys;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lanmei.WithDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A journey at the browser through the whole application with its worked example. All such classes
 * share one context and one database: use titles of your own. {@link Visitors} lets people in; ask
 * for it with {@code @Autowired} and for {@link Chromium} as a parameter.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InChromium.class)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"lanmei.demo=true", "lanmei.data-dir=" + Visitors.DATA})
@WithDatabase
@Import(Visitors.class)
@interface JourneyTest {}
