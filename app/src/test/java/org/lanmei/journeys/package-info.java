/**
 * Whole journeys at a real browser: an installed Chromium, driven by Playwright. {@link
 * org.lanmei.journeys.JourneyTest} marks a class of them.
 */
package org.lanmei.journeys;
