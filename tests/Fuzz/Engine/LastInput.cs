using System.IO.MemoryMappedFiles;

namespace Scim.Fuzz.Engine;

/// <summary>The input that is being run, in a file that outlives the process: a stack overflow leaves nothing else behind.</summary>
internal sealed class LastInput : IDisposable
{
    private const int Size = 1 << 20;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public LastInput(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, sizeof(int) + Size);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>Its length in four bytes, then itself.</summary>
    public void Keep(byte[] input)
    {
        _view.Write(0, input.Length);
        _view.WriteArray(sizeof(int), input, 0, Math.Min(input.Length, Size));
    }

    /// <returns>A copy.</returns>
    public byte[] Read()
    {
        var input = new byte[_view.ReadInt32(0)];
        _view.ReadArray(sizeof(int), input, 0, Math.Min(input.Length, Size));
        return input;
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
