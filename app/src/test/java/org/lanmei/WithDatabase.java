package org.lanmei;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/**
 * Puts a {@code @SpringBootTest} or {@code @ApplicationModuleTest} on a new database. Tests whose
 * contexts are the same share one context and one database: keep to few kinds of context, and use
 * names of your own in each test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
public @interface WithDatabase {}
