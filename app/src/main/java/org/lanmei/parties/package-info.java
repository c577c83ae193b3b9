/**
 * Who may do what: people, sign-in, tokens, the mandates of the six parties, and acts that bind
 * them.
 */
@ApplicationModule(allowedDependencies = {"kernel", "log", "site"})
@NullMarked
package org.lanmei.parties;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
