package org.lanmei.texts;

import com.google.myanmartools.ZawgyiDetector;
import com.ibm.icu.text.Transliterator;
import org.lanmei.kernel.Lang;

/**
 * Burmese typed with Zawgyi fonts is stored as Unicode: the two share code points but not meanings.
 */
final class Burmese {

  private static final ZawgyiDetector DETECTOR = new ZawgyiDetector();
  private static final Transliterator TO_UNICODE = Transliterator.getInstance("Zawgyi-my");
  private static final double SURE = 0.95;

  private Burmese() {}

  /** The text in Unicode; as it is when it is no Burmese or already Unicode. */
  static String unicode(Lang lang, String text) {
    if (lang != Lang.MY || DETECTOR.getZawgyiProbability(text) < SURE) return text;
    return TO_UNICODE.transliterate(text);
  }
}
