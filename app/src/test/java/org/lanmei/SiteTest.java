package org.lanmei;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.lanmei.parties.Cast;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test of the whole application over HTTP, with the worked example's people. All such tests share
 * one context and one database: use names of your own. {@link org.lanmei.parties.Cast} signs in.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "lanmei.demo=true",
      "lanmei.water.example-feed=false",
      // Tests put releases of their own beside the agreements'.
      "lanmei.water.copy-interval=86400000"
    })
@WithDatabase
@Import({Cast.class, Api.class})
public @interface SiteTest {}
