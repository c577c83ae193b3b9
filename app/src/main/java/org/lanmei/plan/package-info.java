/**
 * Plans, commitments, evidence and the assessment that computes every state from it. Knows no other
 * domain module: they offer it evidence.
 */
@ApplicationModule(allowedDependencies = {"kernel", "log", "parties", "files", "texts", "site"})
@NullMarked
package org.lanmei.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
