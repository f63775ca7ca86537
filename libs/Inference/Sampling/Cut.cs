namespace Switchyard.Inference.Sampling;

/// <summary>Where the candidates end: a token is one if its weight is above the limit, or equal to it and its id no higher than the last.</summary>
/// <param name="Weight">The limit.</param>
/// <param name="LastId">The highest id with exactly that weight that is a candidate.</param>
internal readonly record struct Cut(float Weight, int LastId)
{
    /// <summary>Gets the cut that leaves all tokens in.</summary>
    public static Cut None => new(0, int.MaxValue);

    /// <summary>Gets the narrower of this cut and the one at <paramref name="weight"/>.</summary>
    public Cut AtLeast(float weight) => weight > Weight ? new Cut(weight, int.MaxValue) : this;
}
