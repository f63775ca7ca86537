using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tests.Models;

public sealed class ContainedPathTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("switchyard-root-");

    [Theory]
    [InlineData("model", true)]
    [InlineData("a/b/c", true)]
    [InlineData("..", false)]
    [InlineData("a/../../b", false)]
    [InlineData("a/..", false)]
    [InlineData("a\\..\\b", false)]
    [InlineData("/etc", false)]
    [InlineData("", false)]
    [InlineData("a\0b", false)]
    public void Resolve_Name_StaysBelowTheRoot(string name, bool expected) =>
        Assert.Equal(expected ? Path.Combine(_root.FullName, name) : null, ContainedPath.Resolve(_root.FullName, name));

    [Fact]
    public void Resolve_FullPathBelowTheRoot_IsTaken() =>
        Assert.Equal(Path.Combine(_root.FullName, "x"), ContainedPath.Resolve(_root.FullName, Path.Combine(_root.FullName, "x")));

    [Fact]
    public void Resolve_NeighbourWithTheSameBeginning_IsOutside() => Assert.Null(ContainedPath.Resolve(_root.FullName, _root.FullName + "-other"));

    [Fact]
    public void Resolve_Links_AreFollowed()
    {
        _root.CreateSubdirectory("inner");
        Directory.CreateSymbolicLink(Path.Combine(_root.FullName, "out"), Path.GetTempPath());
        Directory.CreateSymbolicLink(Path.Combine(_root.FullName, "in"), "inner");
        Directory.CreateSymbolicLink(Path.Combine(_root.FullName, "circle"), "circle");

        Assert.Null(ContainedPath.Resolve(_root.FullName, "out/model"));
        Assert.Null(ContainedPath.Resolve(_root.FullName, "circle/model"));
        Assert.NotNull(ContainedPath.Resolve(_root.FullName, "in/model"));
        Assert.NotNull(ContainedPath.Resolve(Path.Combine(_root.FullName, "in"), "model"));
    }

    public void Dispose() => _root.Delete(recursive: true);
}
