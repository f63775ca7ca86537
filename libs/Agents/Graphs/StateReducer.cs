using System.Numerics;

namespace Switchyard.Agents.Graphs;

/// <summary>Makes a <see cref="Reducer{TState}"/> out of one rule for each property. What no rule names stays as it was before the branches.</summary>
/// <typeparam name="TState">The graph's state.</typeparam>
public sealed class StateReducer<TState>
{
    private readonly List<Func<TState, TState, IReadOnlyList<TState>, TState>> _rules = [];

    /// <summary>A list gets what the branches added to it, in their order. A branch that shortened or replaced the list counts with what it has beyond the old length.</summary>
    /// <param name="get">Reads the list.</param>
    /// <param name="set">Gives the state with another list.</param>
    public StateReducer<TState> Append<TItem>(Func<TState, IReadOnlyList<TItem>> get, Func<TState, IReadOnlyList<TItem>, TState> set)
    {
        ArgumentNullException.ThrowIfNull(get);
        return Combine(get, set, static (before, lists) => [.. before, .. lists.SelectMany(list => list.Skip(before.Count))]);
    }

    /// <summary>A number changes by the sum of what the branches changed it by.</summary>
    /// <param name="get">Reads the number.</param>
    /// <param name="set">Gives the state with another number.</param>
    public StateReducer<TState> Sum<TNumber>(Func<TState, TNumber> get, Func<TState, TNumber, TState> set)
        where TNumber : INumber<TNumber> =>
        Combine(get, set, static (before, numbers) => numbers.Aggregate(before, (sum, number) => sum + number - before));

    /// <summary>A value is that of the last branch, in the declared order, that changed it.</summary>
    /// <param name="get">Reads the value.</param>
    /// <param name="set">Gives the state with another value.</param>
    public StateReducer<TState> Last<TValue>(Func<TState, TValue> get, Func<TState, TValue, TState> set) =>
        Combine(get, set, static (before, values) => values.Aggregate(before, (last, value) => EqualityComparer<TValue>.Default.Equals(value, before) ? last : value));

    /// <summary>A rule of your own.</summary>
    /// <param name="get">Reads the value.</param>
    /// <param name="set">Gives the state with another value.</param>
    /// <param name="combine">Makes one value of that before the branches and those the branches ended with.</param>
    public StateReducer<TState> Combine<TValue>(Func<TState, TValue> get, Func<TState, TValue, TState> set, Func<TValue, IReadOnlyList<TValue>, TValue> combine)
    {
        ArgumentNullException.ThrowIfNull(get);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(combine);
        _rules.Add((state, before, branches) => set(state, combine(get(before), [.. branches.Select(get)])));
        return this;
    }

    /// <summary>The reducer of the rules so far.</summary>
    public Reducer<TState> ToReducer()
    {
        var rules = _rules.ToArray();
        return (before, branches) => rules.Aggregate(before, (state, rule) => rule(state, before, branches));
    }
}
