package org.lanmei;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.lanmei.parties.Officers;
import org.lanmei.plan.HiddenEvidence;
import org.lanmei.sharing.Coarser;
import org.lanmei.sharing.HiddenTerms;
import org.lanmei.water.HiddenReadings;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test of the whole application without the worked example: the shipped register and history, one
 * officer for each party ({@link Officers}), a clock that stands still ({@link MovableClock}). All
 * such tests share one context and one database: each takes clauses or years of its own, and none
 * releases the whole register.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@WithDatabase
@Import({
  MovableClock.class,
  Officers.class,
  Api.class,
  HiddenEvidence.class,
  HiddenTerms.class,
  HiddenReadings.class,
  Coarser.class
})
public @interface PlanTest {}
