package org.lanmei.site;

import org.springframework.beans.propertyeditors.CustomBooleanEditor;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** A box that is not ticked is not sent: a flag that a form leaves out is false. */
@ControllerAdvice
class FormFlags {

  @InitBinder
  void leftOutIsFalse(WebDataBinder binder) {
    binder.registerCustomEditor(
        boolean.class,
        new CustomBooleanEditor(true) {
          @Override
          public Object getValue() {
            return super.getValue() instanceof Boolean ticked ? ticked : Boolean.FALSE;
          }
        });
  }
}
