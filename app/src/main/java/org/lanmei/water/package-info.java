/**
 * The river: stations and what is measured there, readings with both their times, thresholds and
 * states.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel", "log", "parties", "files", "texts", "site", "sharing", "plan", "merkle"
    })
@NullMarked
package org.lanmei.water;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
