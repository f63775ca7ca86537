using System.Text;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Patterns;

namespace Switchyard.Inference.Tests.Constraints.Automata;

public sealed class DfaProductTests
{
    private readonly AutomatonLimits _limits = new(ByteSet.All);

    [Fact]
    public void Intersect_TakesWhatBothTake() => Assert.Equal(["ab", "abb"], Taken(DfaProduct.Intersect(Compile("a[ab]*"), Compile("[ab]b+|c"), _limits)));

    [Fact]
    public void Subtract_TakesWhatOnlyTheFirstTakes() => Assert.Equal(["a", "aa", "aab", "ba"], Taken(DfaProduct.Subtract(Compile("a[ab]*|ba"), Compile("ab+"), _limits)));

    [Fact]
    public void Intersect_OfNothingInCommon_IsNull() => Assert.Null(DfaProduct.Intersect(Compile("a+"), Compile("b+"), _limits));

    [Fact]
    public void Subtract_OfAllThereIs_IsNull() => Assert.Null(DfaProduct.Subtract(Compile("a+"), Compile("a*"), _limits));

    [Fact]
    public void DepthClasses_TellStatesApart_AsFarAsTheyReach()
    {
        var dfa = Compile("a{5}")!;
        var classes = DepthClasses.Create(dfa)!;

        // The states lie in a row; those with 3 and 4 to go differ only after three bytes.
        var states = Enumerable.Range(0, 6).ToArray();
        Assert.Equal([true, true, false], new[] { 1, 2, 3 }.Select(depth => classes[depth, states[1]] == classes[depth, states[2]]));
        Assert.All(states, state => Assert.NotEqual(classes[4, Dfa.Dead], classes[4, state]));
    }

    private Dfa Compile(string pattern) => PatternCompiler.CompileWhole(pattern, _limits)!;

    private static IEnumerable<string> Taken(Dfa? dfa) =>
        new[] { "", "a", "aa", "aab", "ab", "abb", "b", "ba", "bb", "c" }.Where(text => dfa!.Accepts(Encoding.ASCII.GetBytes(text)));
}
