#!/bin/sh
# Makes the sounds of this folder anew, with ffmpeg 5.1, sox 14.4 and lame 3.100. Two seconds each: 440 Hz that swells and
# ebbs; in stereo 700 Hz, quieter, on the right.
set -eu
cd "$(dirname "$0")"
mono=$(mktemp --suffix .wav)
stereo=$(mktemp --suffix .wav)
make() {
  to=$1
  shift
  ffmpeg -hide_banner -loglevel error -y "$@" -map_metadata -1 -fflags +bitexact "$to"
}
make "$mono" -f lavfi -i "aevalsrc=(0.2+0.7*abs(sin(3*t)))*sin(2*PI*440*t):s=8000:d=2" -c:a pcm_s16le
make "$stereo" -f lavfi -i "aevalsrc=(0.2+0.7*abs(sin(3*t)))*sin(2*PI*440*t)|0.25*sin(2*PI*700*t):s=8000:d=2" -c:a pcm_s16le

sox "$mono" -e ima-adpcm ima.wav
# Not by sox, which begins each block of the right channel with a wrong sample.
make ima-stereo.wav -i "$stereo" -c:a adpcm_ima_wav -block_size 256
sox "$mono" -e ms-adpcm ms.wav
sox "$stereo" -e ms-adpcm ms-stereo.wav
sox "$mono" -e gsm-full-rate gsm.wav
make g726.wav -i "$mono" -c:a g726 -b:a 32k
make mono.mp3 -i "$mono" -c:a libmp3lame -b:a 16k
make vbr-stereo.mp3 -i "$stereo" -ar 16000 -c:a libmp3lame -q:a 6
# No table in the first frame; quiet at first, then noise, so that the bit rate changes.
make vbr-bare.mp3 -f lavfi -i "aevalsrc=if(lt(t\,1)\,0.001\,1)*(random(0)-0.5):s=16000:d=2" -c:a libmp3lame -q:a 4 -write_xing 0
lame --quiet --freeformat -b 40 "$mono" free-format.mp3
make mono.opus.ogg -i "$mono" -c:a libopus -b:a 12k
make stereo.opus.ogg -i "$stereo" -c:a libopus -b:a 32k
make mono.vorbis.ogg -i "$mono" -c:a libvorbis -q:a 0
make mono.speex.ogg -i "$mono" -c:a libspeex
make mono.m4a -i "$mono" -c:a aac -b:a 16k
make stereo.m4a -i "$stereo" -ar 16000 -c:a aac -b:a 40k -movflags faststart
make fragmented.m4a -i "$mono" -c:a aac -b:a 16k -movflags frag_keyframe+empty_moov
make mono.flac -i "$mono" -c:a flac
rm "$mono" "$stereo"
