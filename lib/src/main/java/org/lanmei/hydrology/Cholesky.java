package org.lanmei.hydrology;

/**
 * The triangle L of a symmetric positive definite matrix A = L Lᵀ.
 *
 * @param lower the triangle; what lies above the diagonal is 0
 */
@SuppressWarnings("ArrayRecordComponent") // stays inside the package; nobody compares two
record Cholesky(double[][] lower) {

  /**
   * Takes a matrix apart.
   *
   * @throws IllegalArgumentException when it is not positive definite to working precision
   */
  static Cholesky of(double[][] matrix) {
    int n = matrix.length;
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) sum -= l[i][k] * l[j][k];
        if (i != j) {
          l[i][j] = sum / l[j][j];
        } else {
          if (!(sum > 1e-13 * Math.abs(matrix[i][i]))) {
            throw new IllegalArgumentException("matrix is singular at " + i);
          }
          l[i][i] = Math.sqrt(sum);
        }
      }
    }
    return new Cholesky(l);
  }

  /** The x of A x = b. */
  double[] solve(double[] b) {
    double[] x = forward(b);
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < x.length; k++) x[i] -= lower[k][i] * x[k];
      x[i] /= lower[i][i];
    }
    return x;
  }

  /** bᵀ A⁻¹ b. */
  double quadratic(double[] b) {
    double sum = 0;
    for (double y : forward(b)) sum += y * y;
    return sum;
  }

  private double[] forward(double[] b) {
    double[] y = b.clone();
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k < i; k++) y[i] -= lower[i][k] * y[k];
      y[i] /= lower[i][i];
    }
    return y;
  }
}
