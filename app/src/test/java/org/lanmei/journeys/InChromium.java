package org.lanmei.journeys;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out the one {@link Chromium} of a test run. Where none is installed, the class is skipped
 * and says how to get one; in CI it fails.
 */
final class InChromium implements ExecutionCondition, ParameterResolver {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
    if (Chromium.installed().isPresent()) return ConditionEvaluationResult.enabled("");
    if ("true".equals(System.getenv("CI"))) throw new IllegalStateException(Chromium.HOW_TO_GET_IT);
    System.err.println("SKIPPED " + test.getDisplayName() + ": " + Chromium.HOW_TO_GET_IT);
    return ConditionEvaluationResult.disabled(Chromium.HOW_TO_GET_IT);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Chromium.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(Namespace.create(InChromium.class))
        .computeIfAbsent(Chromium.class, _ -> Chromium.start(), Chromium.class);
  }
}
