using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Native;
using Switchyard.Inference.Scheduling;
using Switchyard.Inference.Tests.Models;

namespace Switchyard.Inference.Tests.Native;

public sealed class CudaProviderTests
{
    private const string ProviderLibrary = "libonnxruntime_providers_cuda.so";

    [Fact]
    public void ListProviders_OfTheLibrary_HasTheCpu() => Assert.Contains("CPUExecutionProvider", CudaProvider.ListProviders());

    [Fact]
    public void Load_CudaWithoutItsLibrary_NamesTheFile()
    {
        Assert.SkipWhen(File.Exists(Path.Combine(Path.GetDirectoryName(OrtLibrary.Locate(AppContext.BaseDirectory))!, ProviderLibrary)), "The CUDA provider is installed.");
        var execution = new ExecutionOptions { Provider = ExecutionProvider.Cuda, Slots = 1 };

        var exception = Assert.Throws<ModelLoadException>(() => { InferenceModel.Load(SmallModel.Folder("qwen2"), execution, new SchedulingOptions()); });

        Assert.Contains("CUDA was asked for, but ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("or set Models:ExecutionProvider to cpu.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(OperatingSystem.IsLinux(), exception.Message.Contains(ProviderLibrary, StringComparison.Ordinal));
    }
}
