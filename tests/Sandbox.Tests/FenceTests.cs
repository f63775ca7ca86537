namespace Switchyard.Sandbox.Tests;

/// <summary>The fence inside Python, with the imports and options that are the default.</summary>
public sealed class FenceTests(FencedSession shared) : IClassFixture<FencedSession>
{
    private const string Catch = "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '{0}'][0]";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("import os")]
    [InlineData("import sys")]
    [InlineData("import time")]
    [InlineData("import os.path")]
    [InlineData("from subprocess import run")]
    [InlineData("import importlib")]
    [InlineData("import ctypes")]
    [InlineData("import builtins")]
    [InlineData("import socket as json")]
    [InlineData("import jsonx")]
    [InlineData("from . import json")]
    [InlineData("__import__('os')")]
    [InlineData("class S(str):\n    def rpartition(self, x): return ('math',)\n    def __eq__(self, other): return True\n    def __hash__(self): return hash('math')\n__import__(S('os'))")]
    [InlineData("def f():\n    import os\nf()")]
    public async Task Import_OutsideTheList_IsRefused(string code)
    {
        await RefusedAsync(code, "import list|modules of the import list|ImportError");
    }

    [Theory]
    [InlineData("open('/etc/passwd')", "PermissionError: files are not allowed here")]
    [InlineData("open('/usr/lib/os-release')", "PermissionError")]
    [InlineData("exec('1')", "NameError")]
    [InlineData("eval('1')", "NameError")]
    [InlineData("compile('1', '', 'eval')", "NameError")]
    [InlineData("input()", "NameError")]
    [InlineData("breakpoint()", "NameError")]
    [InlineData("__builtins__['eval']('1')", "KeyError")]
    [InlineData("__loader__.load_module('os')", "NameError|AttributeError")]
    public async Task Builtin_ThatLeadsOut_IsNotThere(string code, string expected) => await RefusedAsync(code, expected);

    [Theory]
    [InlineData("__import__.__globals__['__builtins__'].open('/etc/passwd')")]
    [InlineData("import json\njson.codecs.open('/etc/passwd')")]
    [InlineData("import json\njson.codecs.builtins.open('/tmp/x', 'w')")]
    [InlineData("import json\njson.codecs.builtins.__import__('ctypes')")]
    [InlineData("import json\njson.codecs.builtins.__import__('socket')")]
    [InlineData("import json\njson.codecs.builtins.__import__('subprocess')")]
    [InlineData("import json\njson.codecs.builtins.__import__('os').system('id')")]
    [InlineData("import json\njson.codecs.builtins.__import__('os').fork()")]
    [InlineData("import json\njson.codecs.builtins.__import__('os').execv('/usr/bin/python3', ['x'])")]
    [InlineData("import json\njson.codecs.builtins.__import__('os').open('/etc/passwd', 0)")]
    [InlineData("import json\njson.codecs.builtins.__import__('gc').get_objects()")]
    [InlineData("import json\njson.codecs.builtins.__import__('importlib').import_module('ctypes')")]
    [InlineData("import re\nre.enum.sys.modules['os'].mkdir('/tmp/x')")]
    [InlineData("(lambda: 0).__code__.replace(co_consts=(1,))\nf = lambda: 0\nf.__code__ = (lambda: 1).__code__")]
    [InlineData("import json\njson.loads.__globals__['__builtins__']['open']('/etc/passwd')")]
    public async Task WayAroundTheList_EndsAtTheInterpreter(string code) => await RefusedAsync(code, "PermissionError|ImportError");

    [Fact]
    public async Task WayThroughSubclasses_EndsAtTheInterpreter()
    {
        var importer = Catch.Replace("{0}", "BuiltinImporter", StringComparison.Ordinal);
        var wrapper = Catch.Replace("{0}", "_wrap_close", StringComparison.Ordinal);

        await RefusedAsync($"{importer}.load_module('posix').system('id')", "PermissionError");
        await RefusedAsync($"import json\n{wrapper}.__init__.__globals__['system']('id')", "PermissionError");
        await RefusedAsync($"[c for c in [c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '_IOBase'][0].__subclasses__()[1].__subclasses__() if c.__name__ == 'FileIO'][0]('/etc/passwd')", "PermissionError");
    }

    [Fact]
    public async Task Hook_OfTheCodesOwn_IsNotAdded()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            Assert.Equal("", (await session.ExecuteAsync("import re\nre.enum.sys.addaudithook(print)\nimport json", Token)).Stdout);
        });
    }

    [Fact]
    public async Task Import_OfALongerList_IsAllowed()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(static options => options.AllowedImports = ["statistics", "decimal", "collections.abc"]), async session =>
        {
            Assert.Equal("2", (await session.ExecuteAsync("import statistics, decimal, collections.abc\nstatistics.mean([1, 3])", Token)).Value);
            Assert.Contains("ImportError: module 'collections' is not in the import list (collections.abc, decimal, statistics)", (await session.ExecuteAsync("import collections", Token)).Error, StringComparison.Ordinal);
            Assert.Contains("ImportError", (await session.ExecuteAsync("import math", Token)).Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Import_OfNoModule_IsToldByPython()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(static options => options.AllowedImports = ["not_installed"]), async session =>
        {
            Assert.Contains("ModuleNotFoundError", (await session.ExecuteAsync("import not_installed", Token)).Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Code_ThatReplacesModules_StillGetsAnswers()
    {
        await Sandboxed.RunAsync(Sandboxed.Create(), async session =>
        {
            await session.ExecuteAsync("import json, re, collections\njson.dumps = json.loads = re.compile = collections.deque = None\njson.encoder.c_make_encoder = None\nfor name in list(__builtins__): del __builtins__[name]", Token);

            Assert.Equal("2", (await session.ExecuteAsync("1 + 1", Token)).Value);
            Assert.Contains("ZeroDivisionError", (await session.ExecuteAsync("1 / 0", Token)).Error, StringComparison.Ordinal);
        });
    }

    private Task RefusedAsync(string code, string expected) => shared.CheckAsync(code, result =>
    {
        Assert.Equal(CodeOutcome.Exception, result.Outcome);
        Assert.Matches(expected, result.Error);
    });
}
