/**
 * Page shell, navigation, languages and error pages. Knows no other module: they bring their pages
 * and plug in {@code NavEntry}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package org.lanmei.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
