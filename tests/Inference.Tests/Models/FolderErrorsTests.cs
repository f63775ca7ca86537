using System.Text.RegularExpressions;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tests.Models;

public sealed class FolderErrorsTests
{
    [Fact]
    public void Wrap_PatternThatTakesTooLong_IsALoadError()
    {
        var cause = new RegexMatchTimeoutException("aaa", "(a+)+$", TimeSpan.FromSeconds(1));

        var exception = Assert.Throws<ModelLoadException>(() => FolderErrors.Wrap<int>("/models/slow", () => throw cause));

        Assert.Equal($"The model folder /models/slow cannot be used: {cause.Message}", exception.Message);
        Assert.Same(cause, exception.InnerException);
    }
}
